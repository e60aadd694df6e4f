using Marketplace.Grains.Interfaces.Common;
using Marketplace.ReadModels.Sqlite;

namespace Marketplace.ReadModels.Cursors;

/// <summary>What all lists have in common.</summary>
internal static class Pages
{
    public static Refusal InvalidCursor { get; } = new(
        RefusalCodes.CursorInvalid, "The cursor is not one of this list: send it with the filters and the sort it was answered for.", "cursor");

    /// <summary>Why a limit cannot be; null when it can.</summary>
    public static Refusal? CheckLimit(int limit) => limit is >= 1 and <= ListLimits.Max
        ? null
        : new(RefusalCodes.ValueInvalid, $"The limit is 1 to {ListLimits.Max}.", "limit");

    /// <summary>When the newest event happened that the file has.</summary>
    public static DateTimeOffset? AsOf(ModelConnection connection)
    {
        var row = connection.Prepare("SELECT as_of FROM seen");
        DateTimeOffset? asOf = row.Step() && row.LongOrNull(0) is { } ticks ? Time(ticks) : null;
        row.Reset();
        return asOf;
    }

    /// <summary>A stored time.</summary>
    public static DateTimeOffset Time(long utcTicks) => new(utcTicks, TimeSpan.Zero);
}
