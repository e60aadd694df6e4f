using System.Globalization;
using Marketplace.Benchmarks.Measuring;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Marketplace.Benchmarks.Providers;

/// <summary>
/// Stores in turn, by one of the interfaces that Orleans asks them by. It prints the rows of a table: medians of the rounds, and of their ratios
/// beside the least and the greatest.
/// </summary>
/// <remarks>Each store has the services of a silo that is never started: nothing else asks it meanwhile.</remarks>
internal sealed class Contest<T> : IAsyncDisposable
{
    private readonly Settings _settings;
    private readonly List<(IProviders Providers, IHost Host, T Table)> _stores = [];

    private Contest(Settings settings) => _settings = settings;

    /// <summary>Opens the stores.</summary>
    public static async Task<Contest<T>> OpenAsync(Settings settings, Func<IServiceProvider, Task<T>> open)
    {
        var contest = new Contest<T>(settings);
        // What runs before have left is another service's.
        var run = $"{Guid.NewGuid():N}";
        foreach (var providers in settings.Stores)
        {
            var host = new HostBuilder().UseOrleans(silo =>
            {
                silo.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (run, run));
                providers.AddTo(silo);
            }).Build();
            providers.Open(host.Services);
            contest._stores.Add((providers, host, await open(host.Services)));
        }

        contest.PrintHeader();
        return contest;
    }

    /// <summary>Lets callers do something to each store in turn, and prints how much they did.</summary>
    /// <param name="what">What they do.</param>
    /// <param name="callers">How many.</param>
    /// <param name="deedOf">Makes ready what one of them does.</param>
    public async Task CompareAsync(string what, int callers, Func<T, int, Task<IDeed>> deedOf)
    {
        var deeds = new List<IDeed[]>();
        foreach (var (_, _, table) in _stores)
        {
            deeds.Add(await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => deedOf(table, caller))));
            // Not counted: it compiles.
            await Figures.MeasureAsync(_settings.Seconds, deeds[^1]);
        }

        var rounds = new List<Figures[]>();
        for (var round = 0; round < _settings.Rounds; round++)
        {
            var figures = new Figures[_stores.Count];
            for (var turn = 0; turn < figures.Length; turn++)
            {
                var store = (round + turn) % figures.Length;
                figures[store] = await Figures.MeasureAsync(_settings.Seconds, deeds[store]);
            }

            rounds.Add(figures);
        }

        Print(what, callers, rounds);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, host, _) in _stores)
            await ((IAsyncDisposable)host).DisposeAsync();
    }

    private void PrintHeader()
    {
        var names = string.Join(" / ", _stores.Select(store => store.Providers.Name));
        string[] columns = [names, "callers", "a second", "µs of processor each", "p50 ms", "p99 ms", .. Pairs().Select(pair => $"{NameOf(pair.Ours)} : {NameOf(pair.Theirs)}")];
        PrintRow(columns);
        Console.WriteLine($"|{string.Concat(columns.Select(_ => "---|"))}");

        string NameOf(int store) => _stores[store].Providers.Name;
    }

    private void Print(string what, int callers, List<Figures[]> rounds)
    {
        PrintRow(
        [
            what,
            callers.ToString(CultureInfo.InvariantCulture),
            Medians(figures => figures.PerSecond, "N0"),
            Medians(figures => figures.ProcessorMicroseconds, "F0"),
            Medians(figures => figures.P50, "F2"),
            Medians(figures => figures.P99, "F2"),
            .. Pairs().Select(pair => Ratio([.. rounds.Select(round => round[pair.Ours].PerSecond / round[pair.Theirs].PerSecond).Order()])),
        ]);

        string Medians(Func<Figures, double> value, string format) => string.Join(" / ", _stores.Select((_, store)
            => Median([.. rounds.Select(round => value(round[store])).Order()]).ToString(format, CultureInfo.InvariantCulture)));
    }

    private IEnumerable<(int Ours, int Theirs)> Pairs() =>
        from ours in Enumerable.Range(0, _stores.Count)
        from theirs in Enumerable.Range(0, _stores.Count)
        where _stores[ours].Providers.IsOurs && !_stores[theirs].Providers.IsOurs
        select (ours, theirs);

    private static void PrintRow(IEnumerable<string> cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    private static string Ratio(double[] sorted) => string.Create(CultureInfo.InvariantCulture, $"{Median(sorted):F2} ({sorted[0]:F2}–{sorted[^1]:F2})");

    private static double Median(double[] sorted) => sorted[sorted.Length / 2];
}
