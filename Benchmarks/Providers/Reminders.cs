using System.Globalization;
using Marketplace.Benchmarks.Measuring;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Providers;

/// <summary>
/// Reminders of 10,000 grains: read by ranges of a sixteenth of the ring, as the silos of a cluster read theirs, and written over.
/// <c>reminders ROUNDS SECONDS STORE=WHERE…</c>
/// </summary>
internal static class Reminders
{
    private const int Count = 10_000;
    private const int LoadedAtOnce = 64;
    private const uint Range = 1u << 28;
    private static readonly DateTime Start = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    internal static async Task RunAsync(string[] args)
    {
        await using var contest = await Contest<IReminderTable>.OpenAsync(Settings.Parse(args), OpenAsync);
        // Read first: a reminder is read more often than it is written over.
        foreach (var callers in (int[])[1, 16])
            await contest.CompareAsync("read a sixteenth", callers, (table, _) => Task.FromResult<IDeed>(new ReadingRange(table)));
        foreach (var callers in (int[])[1, 16, 256])
            await contest.CompareAsync("upsert", callers, (table, caller) => Task.FromResult<IDeed>(new Upserting(table, caller, callers)));
    }

    private static async Task<IReminderTable> OpenAsync(IServiceProvider services)
    {
        var table = services.GetRequiredService<IReminderTable>();
        await table.StartAsync();
        var loading = new ParallelOptions { MaxDegreeOfParallelism = LoadedAtOnce };
        await Parallel.ForAsync(0, Count, loading, async (number, token) => await table.UpsertRow(Reminder(number), token));
        return table;
    }

    private static ReminderEntry Reminder(int number) => new()
    {
        GrainId = GrainId.Create("benchmark", string.Create(CultureInfo.InvariantCulture, $"grain-{number}")),
        ReminderName = "reminder",
        StartAt = Start,
        Period = TimeSpan.FromHours(1),
    };

    private sealed class Upserting(IReminderTable table, int first, int step) : IDeed
    {
        private int _next = first;

        public async ValueTask DoAsync()
        {
            await table.UpsertRow(Reminder(_next), CancellationToken.None);
            _next = (_next + step) % Count;
        }
    }

    private sealed class ReadingRange(IReminderTable table) : IDeed
    {
        public async ValueTask DoAsync()
        {
            var begin = (uint)Random.Shared.NextInt64(1L << 32);
            var found = await table.ReadRows(begin, unchecked(begin + Range), CancellationToken.None);
            if (found.Reminders.Count is < Count / 32 or > Count / 8)
                throw new InvalidOperationException($"A sixteenth of {Count} reminders had {found.Reminders.Count}.");
        }
    }
}
