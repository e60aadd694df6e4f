using System.Buffers.Binary;
using Confluent.Kafka;

namespace Orleans.Streaming.Kafka.Topics;

/// <summary>A topic as it was found at the start.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id, which one made anew under the same name has not.</param>
/// <param name="Partitions">How many partitions it has.</param>
/// <param name="MaxRecordBytes">The largest batch that it takes, and so the largest record.</param>
internal sealed record LogTopic(string Name, Guid Id, int Partitions, int MaxRecordBytes)
{
    public static Guid IdOf(Uuid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, id.MostSignificantBits);
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], id.LeastSignificantBits);
        return new Guid(bytes, bigEndian: true);
    }
}
