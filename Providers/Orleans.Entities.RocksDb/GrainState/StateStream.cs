using Orleans.Entities.RocksDb.Layout;
using Orleans.Storage;

namespace Orleans.Entities.RocksDb;

/// <summary>Where a serializer writes a state: into the record that goes to the disk, without a copy between.</summary>
internal sealed class StateStream(RecordBuffer buffer, int limit) : WriteOnlyStream(limit)
{
    protected override void Keep(ReadOnlySpan<byte> bytes) => buffer.Append(bytes);
}
