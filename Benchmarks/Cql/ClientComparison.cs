using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Marketplace.Benchmarks.Cql.Clients;

namespace Marketplace.Benchmarks.Cql;

/// <summary>
/// Clients in turn, each run in a process of its own, against the stub or a real node: requests a second, and for each second of
/// processor, by operation and number of callers; then the latency at shares of a client's peak. It prints the rows of a table, each the medians.
/// <c>cql-clients [stub | CONTACT] [rounds] [seconds] [CLIENT,CLIENT] [OPERATION,OPERATION] [callers,callers] [closed,open]</c>
/// </summary>
internal static class ClientComparison
{
    private const int LatencyCallers = 256;
    private const string Ours = "ours";
    private const string Theirs = "datastax";
    private const string Closed = "closed";
    private const string Open = "open";
    private static readonly double[] Shares = [0.3, 0.6, 0.9];

    internal static async Task RunAsync(string[] args)
    {
        var contact = Part(args, 0, "stub");
        var rounds = int.Parse(Part(args, 1, "3"), CultureInfo.InvariantCulture);
        var seconds = Part(args, 2, "5");
        var clients = Part(args, 3, $"{Ours},{Theirs}").Split(',');
        var operations = Part(args, 4, string.Join(',', Enum.GetNames<Operation>())).Split(',');
        var callers = Part(args, 5, "1,16,256,1024").Split(',');
        var loads = Part(args, 6, $"{Closed},{Open}").Split(',');
        var names = string.Join(" / ", clients);

        using var stub = contact == "stub" ? Start("cql-stub", "0") : null;
        if (stub is not null)
        {
            contact = await stub.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The stub did not start.");
        }
        else
        {
            await using var client = await ClientRun.ConnectAsync(Ours, contact);
            await client.SetUpAsync();
        }

        try
        {
            Console.WriteLine($"| {names} | callers, or a fixed rate | requests a second | µs of processor each | bytes each | p50 ms | p99 ms | requests a processor second, {Ours} : {Theirs} |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|");
            foreach (var operation in operations)
            {
                foreach (var count in loads.Contains(Closed) ? callers : [])
                    await CompareAsync(clients, rounds, [contact, operation, Closed, count, seconds]);
                if (loads.Contains(Open))
                    await CompareLatenciesAsync(clients, rounds, contact, operation, seconds);
            }
        }
        finally
        {
            stub?.Kill();
        }
    }

    // Both are asked for the same number of requests: shares of what the slower one can.
    private static async Task CompareLatenciesAsync(string[] clients, int rounds, string contact, string operation, string seconds)
    {
        var peak = double.MaxValue;
        foreach (var client in clients)
        {
            var figures = await OnceAsync([client, contact, operation, Closed, LatencyCallers.ToString(CultureInfo.InvariantCulture), seconds]);
            peak = Math.Min(peak, figures.RequestsPerSecond);
        }

        foreach (var share in Shares)
            await CompareAsync(clients, rounds, [contact, operation, Open, (peak * share).ToString("F0", CultureInfo.InvariantCulture), seconds]);
    }

    private static async Task CompareAsync(string[] clients, int rounds, string[] run)
    {
        var figures = clients.ToDictionary(client => client, _ => new List<ClientFigures>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var client in round % 2 == 0 ? clients : clients.Reverse())
                figures[client].Add(await OnceAsync([client, .. run]));
        }

        var load = run[2] == Open ? $"{run[3]} a second" : run[3];
        Console.WriteLine(
            $"| {run[1]} | {load} | {Medians(one => one.RequestsPerSecond, "N0")} | {Medians(one => one.ProcessorMicroseconds, "F1")} | {Medians(one => one.AllocatedBytes, "N0")} | {Medians(one => one.P50, "F2")} | {Medians(one => one.P99, "F2")} | {Ratios(figures)} |");

        string Medians(Func<ClientFigures, double> value, string format)
            => string.Join(" / ", clients.Select(client => Median(figures[client], value).ToString(format, CultureInfo.InvariantCulture)));
    }

    // Of each round, for a machine has better and worse minutes.
    private static string Ratios(Dictionary<string, List<ClientFigures>> figures)
    {
        if (!figures.TryGetValue(Ours, out var ours) || !figures.TryGetValue(Theirs, out var theirs))
            return "";
        var ratios = ours.Zip(theirs, (one, other) => one.RequestsPerProcessorSecond / other.RequestsPerProcessorSecond);
        return string.Join(" · ", ratios.Select(ratio => ratio.ToString("F2", CultureInfo.InvariantCulture)));
    }

    private static async Task<ClientFigures> OnceAsync(string[] run)
    {
        using var process = Start("cql-client", run);
        var line = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<ClientFigures>(line)!
            : throw new InvalidOperationException($"A run of {string.Join(' ', run)} failed.");
    }

    private static Process Start(string command, params string[] args)
        => Process.Start(new ProcessStartInfo("dotnet", [typeof(ClientComparison).Assembly.Location, command, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    private static string Part(string[] args, int place, string fallback) => args.Length > place ? args[place] : fallback;

    private static double Median(List<ClientFigures> figures, Func<ClientFigures, double> value) => figures.Select(value).Order().ElementAt(figures.Count / 2);
}
