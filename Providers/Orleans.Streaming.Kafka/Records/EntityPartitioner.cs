using System.Buffers.Binary;

namespace Orleans.Streaming.Kafka.Records;

/// <summary>
/// The partition of a key: murmur2 of its bytes, without the sign, modulo the number of partitions. It is what Kafka's own clients for Java
/// do with a key, so that others who write with the same key write to the same partition; and it is the same in every release.
/// </summary>
internal static class EntityPartitioner
{
    private const uint Seed = 0x9747b28c;
    private const uint Multiplier = 0x5bd1e995;
    private const int Shift = 24;

    public static int PartitionOf(ReadOnlySpan<byte> key, int partitions) => (int)(Murmur2(key) & int.MaxValue) % partitions;

    internal static uint Murmur2(ReadOnlySpan<byte> data)
    {
        var hash = Seed ^ (uint)data.Length;
        for (; data.Length >= sizeof(uint); data = data[sizeof(uint)..])
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(data) * Multiplier;
            word = (word ^ (word >> Shift)) * Multiplier;
            hash = (hash * Multiplier) ^ word;
        }

        if (!data.IsEmpty)
        {
            for (var i = 0; i < data.Length; i++)
                hash ^= (uint)data[i] << (8 * i);
            hash *= Multiplier;
        }

        hash = (hash ^ (hash >> 13)) * Multiplier;
        return hash ^ (hash >> 15);
    }
}
