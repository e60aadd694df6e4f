using System.Globalization;
using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Stock;

namespace Marketplace.Grains.Stock;

/// <summary>An item's rows. A line of an order is <c>{order's grain key}#{line}</c>.</summary>
internal static class StockRows
{
    /// <summary>Living reservations, by line.</summary>
    public static readonly RowSet<Reservation> Living = new("living");

    /// <summary>Ended lines, by line.</summary>
    public static readonly RowSet<EndedLine> Ended = new("ended");

    /// <summary>Ended lines by the hour from which on they may be forgotten.</summary>
    public static readonly RowSet<HourMark> EndedByHour = new("ended-by-hour");

    /// <summary>Adjustments by the client's key.</summary>
    public static readonly KeyMemory<StockLevel> Adjustments = new("adjustments");

    /// <summary>The key of a line's row.</summary>
    public static string KeyOf(string orderKey, int line) => string.Create(CultureInfo.InvariantCulture, $"{orderKey}#{line}");

    /// <summary>The line that a row is of.</summary>
    public static (string OrderKey, int Line) LineOf(string row)
    {
        var hash = row.LastIndexOf('#');
        return (row[..hash], int.Parse(row.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
