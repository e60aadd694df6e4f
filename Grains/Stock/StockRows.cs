using System.Globalization;
using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Stock;

namespace Marketplace.Grains.Stock;

/// <summary>An item's rows. A line of an order is <c>{order's grain key}#{line}</c>.</summary>
internal static class StockRows
{
    /// <summary>Living reservations, by line.</summary>
    public static readonly RowSet<Reservation> Living = new("living");

    /// <summary>
    /// Living reservations by number, that is, in the order they came: those at the start are gone sooner or later, and need not be looked for
    /// again. By line they come and go all over, and a store reads over what was deleted for days.
    /// </summary>
    public static readonly RowSet<LivingLine> LivingByNumber = new("living-by-number");

    /// <summary>Ended lines, by line.</summary>
    public static readonly RowSet<EndedLine> Ended = new("ended");

    /// <summary>Ended lines by the hour from which on they may be forgotten.</summary>
    public static readonly RowSet<HourMark> EndedByHour = new("ended-by-hour");

    /// <summary>Adjustments by the client's key.</summary>
    public static readonly KeyMemory<StockLevel> Adjustments = new("adjustments");

    /// <summary>The key of a line's row.</summary>
    public static string KeyOf(string orderKey, int line) => string.Create(CultureInfo.InvariantCulture, $"{orderKey}#{line}");

    /// <summary>The key of a number's row.</summary>
    public static string KeyOf(long number) => number.ToString("D16", CultureInfo.InvariantCulture);

    /// <summary>The number that a row has.</summary>
    public static long NumberOf(string row) => long.Parse(row, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>After which key to look for the oldest living reservation; null: from the first.</summary>
    public static string? After(long endedTo) => endedTo > 0 ? KeyOf(endedTo) : null;

    /// <summary>The line that a row is of.</summary>
    public static (string OrderKey, int Line) LineOf(string row)
    {
        var hash = row.LastIndexOf('#');
        return (row[..hash], int.Parse(row.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
