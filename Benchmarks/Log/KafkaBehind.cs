using System.Diagnostics;
using System.Globalization;

namespace Marketplace.Benchmarks.Log;

/// <summary>
/// What a process holds whose readers are far behind, at many places of the log on Kafka, and slow.
/// <c>kafka-behind BOOTSTRAP TOPIC append EVENTS</c>, then in a process of its own <c>kafka-behind BOOTSTRAP TOPIC read PLACES SECONDS</c>
/// </summary>
internal static class KafkaBehind
{
    private const int Entities = 2_048;
    private const double MiB = 1 << 20;

    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(100);

    internal static async Task RunAsync(string[] args)
    {
        if (args is not [var servers, var topic, var what and ("append" or "read"), var count, .. var more])
            throw new ArgumentException("Say what: kafka-behind HOST:PORT TOPIC append EVENTS | read PLACES SECONDS");
        var number = int.Parse(count, CultureInfo.InvariantCulture);
        await using var log = await LogUnderLoad.OpenAsync(servers, topic);
        if (what == "append")
            await log.AppendAsync(Entities, number);
        else
            await ReadAsync(log, number, more is [var seconds] ? int.Parse(seconds, CultureInfo.InvariantCulture) : 60);
    }

    private static async Task ReadAsync(LogUnderLoad log, int places, int seconds)
    {
        using var process = Process.GetCurrentProcess();
        var before = Environment.WorkingSet;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var reading = log.WanderAsync(places, Hold, stop.Token);
        var heap = 0L;
        while (!reading.IsCompleted)
        {
            await Task.Delay(Hold, CancellationToken.None);
            heap = Math.Max(heap, GC.GetTotalMemory(forceFullCollection: false));
        }

        process.Refresh();
        var read = await reading;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{log.Partitions} partitions, {places} readers of each, {read:N0} events in {seconds} s: {before / MiB:F0} MiB before, {process.PeakWorkingSet64 / MiB:F0} MiB at most, of it {heap / MiB:F0} MiB managed"));
    }
}
