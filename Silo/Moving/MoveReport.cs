using System.Globalization;
using Orleans.Entities;

namespace Marketplace.Silo.Moving;

/// <summary>Says how far a move is: not more often than is read.</summary>
internal sealed class MoveReport(TextWriter output, TimeProvider time) : IProgress<MoveProgress>
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    private long? _last;
    private MovePhase? _phase;

    public void Report(MoveProgress value)
    {
        if (_phase == value.Phase && _last is { } last && time.GetElapsedTime(last) < Least)
            return;
        (_last, _phase) = (time.GetTimestamp(), value.Phase);
        output.WriteLine(value.Phase switch
        {
            MovePhase.Resuming => $"goes on where it was{Tail(value)}",
            MovePhase.BeginningAnew => "the marketplace was used since: begins anew",
            MovePhase.Verifying => $"compares{Tail(value)}",
            MovePhase.Done => $"done{Tail(value)}",
            _ => $"moves{Tail(value)}",
        });
        output.Flush();
    }

    private static string Tail(MoveProgress value)
    {
        var counts = string.Join(", ", value.Counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value:N0} {count.Key}")));
        var bytes = value.Bytes > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {value.Bytes / 1e6:N1} MB") : "";
        return counts.Length == 0 ? "" : $": {counts}{bytes}";
    }
}
