using Orleans.Entities.RocksDb.Layout;
using Orleans.Entities.RocksDb.Native;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>An entity's head as a decision of the commit thread sees it: of this group, or else as stored, with its value or without.</summary>
internal readonly ref struct StoredHead
{
    private readonly PinnedValue _pinned;

    internal StoredHead(PinnedValue pinned)
    {
        _pinned = pinned;
        Record = HeadRecord.Read(pinned.Span);
    }

    internal StoredHead(HeadRecord record) => Record = record;

    internal StoredHead(HeadRecord record, int at, int length)
    {
        Record = record;
        OfThisGroup = true;
        (At, Length) = (at, length);
    }

    internal HeadRecord Record { get; }

    internal bool OfThisGroup { get; }

    /// <summary>Where its value is in the group's batch, if it is of this group.</summary>
    internal int At { get; }

    internal int Length { get; }

    /// <summary>The stored value; empty when it is of this group, or was not asked for.</summary>
    internal ReadOnlySpan<byte> Value => _pinned.Span;

    public void Dispose() => _pinned.Dispose();
}
