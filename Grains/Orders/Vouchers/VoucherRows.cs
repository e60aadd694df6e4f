using System.Globalization;
using Marketplace.Grains.Common;

namespace Marketplace.Grains.Orders.Vouchers;

/// <summary>A voucher's rows.</summary>
internal static class VoucherRows
{
    /// <summary>Uses by order: one as long as its order lives, which is for good once that has delivered goods.</summary>
    public static readonly RowSet<VoucherUse> Uses = new("uses");

    /// <summary>Uses whose orders are not known to be paid, in the order they are to be asked about.</summary>
    public static readonly RowSet<OpenUse> Open = new("open");

    /// <summary>Uses given back, by order.</summary>
    public static readonly RowSet<ReleasedUse> Released = new("released");

    /// <summary>Uses given back, by the hour from which on they may be forgotten.</summary>
    public static readonly RowSet<HourMark> ReleasedByHour = new("released-by-hour");

    /// <summary>The key of a number's row.</summary>
    public static string KeyOf(long number) => number.ToString("D16", CultureInfo.InvariantCulture);

    /// <summary>The number that a row has.</summary>
    public static long NumberOf(string row) => long.Parse(row, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>After which key to look for the first open use; null: from the start.</summary>
    public static string? After(long closedTo) => closedTo > 0 ? KeyOf(closedTo) : null;
}
