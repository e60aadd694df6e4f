using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Marketplace.Benchmarks.Cql.Clients;

namespace Marketplace.Benchmarks.Cql;

/// <summary>
/// Clients in turn, each run in a process of its own, against the stub or a real node: requests a second, and for each second of
/// processor, by operation and number of callers; then the latency at shares of a client's peak.
/// <c>cql-clients [stub | CONTACT] [rounds] [seconds] [CLIENT,CLIENT] [OPERATION,OPERATION] [callers,callers]</c>
/// </summary>
internal static class ClientComparison
{
    private const int LatencyCallers = 256;
    private const string Ours = "ours";
    private const string Theirs = "datastax";
    private static readonly double[] Shares = [0.3, 0.6, 0.9];

    internal static async Task RunAsync(string[] args)
    {
        var contact = Part(args, 0, "stub");
        var rounds = int.Parse(Part(args, 1, "3"), CultureInfo.InvariantCulture);
        var seconds = Part(args, 2, "5");
        var clients = Part(args, 3, $"{Ours},{Theirs}").Split(',');
        var operations = Part(args, 4, string.Join(',', Enum.GetNames<Operation>())).Split(',');
        var callers = Part(args, 5, "1,16,256,1024").Split(',');

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
            foreach (var operation in operations)
            {
                foreach (var count in callers)
                    await CompareAsync(clients, rounds, [contact, operation, "closed", count, seconds]);
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
            var figures = await OnceAsync([client, contact, operation, "closed", LatencyCallers.ToString(CultureInfo.InvariantCulture), seconds]);
            peak = Math.Min(peak, figures.RequestsPerSecond);
        }

        foreach (var share in Shares)
            await CompareAsync(clients, rounds, [contact, operation, "open", (peak * share).ToString("F0", CultureInfo.InvariantCulture), seconds]);
    }

    private static async Task CompareAsync(string[] clients, int rounds, string[] run)
    {
        var figures = clients.ToDictionary(client => client, _ => new List<ClientFigures>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var client in round % 2 == 0 ? clients : clients.Reverse())
                figures[client].Add(await OnceAsync([client, .. run]));
        }

        foreach (var client in clients)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{run[1],-18} {run[2],-6} {run[3],7} {client,-9} {Median(figures[client], one => one.RequestsPerSecond),9:N0} requests/s {Median(figures[client], one => one.ProcessorMicroseconds),7:F1} µs {Median(figures[client], one => one.AllocatedBytes),9:N0} B  p50 {Median(figures[client], one => one.P50),7:F2} p99 {Median(figures[client], one => one.P99),7:F2} ms  all requests/processor s: {string.Join(" · ", figures[client].Select(one => one.RequestsPerProcessorSecond.ToString("N0", CultureInfo.InvariantCulture)))}"));
        }

        if (figures.TryGetValue(Ours, out var ours) && figures.TryGetValue(Theirs, out var theirs))
        {
            var ratios = ours.Zip(theirs, (one, other) => one.RequestsPerProcessorSecond / other.RequestsPerProcessorSecond).ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{run[1],-18} {run[2],-6} {run[3],7} requests a processor second, ours : theirs {string.Join(" · ", ratios.Select(ratio => ratio.ToString("F2", CultureInfo.InvariantCulture)))}"));
        }
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
