namespace Orleans.Entities.RocksDb.Layout;

/// <summary>
/// The column families, in the order of their creation: the place in <see cref="Names"/> is the id that RocksDB gave. A new one is added
/// at the end, and made in older folders when they are opened; programs that do not know it leave it alone.
/// </summary>
internal static class Families
{
    internal const byte Meta = 0;
    internal const byte Heads = 1;
    internal const byte Rows = 2;
    internal const byte Events = 3;
    internal const byte Unfinished = 4;
    internal const byte Positions = 5;
    internal const byte States = 6;
    internal const byte Reminders = 7;

    internal static readonly string[] Names = ["default", "heads", "rows", "events", "unfinished", "positions", "states", "reminders"];
}
