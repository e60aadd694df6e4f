using System.Runtime.CompilerServices;
using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>What the newest commits left: version, write id and mark of their entities, so that the next commits need not read them.</summary>
/// <remarks>Used by the commit thread only. A key has one slot and takes it from whoever has it: what is not here is in the files.</remarks>
internal sealed class HeadCache(int slots)
{
    // A slot is 128 bytes with it: two cache lines side by side. Longer keys are rare, and left to the files.
    private const int MaxKeyBytes = 87;

    private readonly Slot[] _slots = new Slot[slots];

    internal bool TryGet(ulong hash, ReadOnlySpan<byte> key, out HeadRecord record)
    {
        ref var slot = ref SlotOf(hash);
        record = slot.Record;
        return slot.Hash == hash && slot.KeyLength > 0 && key.SequenceEqual(slot.Key[..slot.KeyLength]);
    }

    /// <summary>Remembers a head that is durable.</summary>
    internal void Set(ulong hash, ReadOnlySpan<byte> key, HeadRecord record)
    {
        if (key.Length > MaxKeyBytes)
            return;
        ref var slot = ref SlotOf(hash);
        key.CopyTo(slot.Key);
        (slot.Hash, slot.KeyLength, slot.Record) = (hash, (byte)key.Length, record);
    }

    internal void Clear() => Array.Clear(_slots);

    private ref Slot SlotOf(ulong hash) => ref _slots[(hash >> 40) % (uint)_slots.Length];

    private struct Slot
    {
        internal ulong Hash;
        internal HeadRecord Record;
        internal byte KeyLength;
        internal KeyBytes Key;
    }

    [InlineArray(MaxKeyBytes)]
    private struct KeyBytes
    {
        private byte _first;
    }
}
