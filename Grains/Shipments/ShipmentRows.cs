using System.Globalization;
using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Grains.Shipments;

/// <summary>A seller's rows.</summary>
internal static class ShipmentRows
{
    /// <summary>Undelivered packages in the order they came.</summary>
    public static readonly RowSet<Package> Open = new("open");

    /// <summary>Every order that was heard of, by id. It is the history of delivered packages as well.</summary>
    public static readonly RowSet<PackageEntry> Orders = new("orders");

    /// <summary>Commands by the client's key.</summary>
    public static readonly KeyMemory<Package> Commands = new("commands");

    /// <summary>The key of an open package's row.</summary>
    public static string KeyOf(long sequence) => sequence.ToString("D16", CultureInfo.InvariantCulture);

    /// <summary>The place that a row is at.</summary>
    public static long SequenceOf(string row) => long.Parse(row, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>After which key to look for the oldest open package; null: from the first.</summary>
    public static string? AfterDone(ShipmentsHead? head) => head is { DoneTo: > 0 } ? KeyOf(head.DoneTo) : null;
}
