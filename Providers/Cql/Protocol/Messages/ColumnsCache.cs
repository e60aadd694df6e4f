using Cql.Results;

namespace Cql.Protocol.Messages;

/// <summary>
/// The columns that came last with the answers to a statement with a condition. Such answers bring their columns each time, for those depend on the outcome
/// (CASSANDRA-13992), and nearly always they are the same bytes: those are compared, and not read again.
/// </summary>
/// <remarks>Safe for use by many threads: what is known is swapped whole.</remarks>
internal sealed class ColumnsCache
{
    private Known? _last;

    /// <summary>Passes over the columns and tells what they are, when they are those that came last.</summary>
    /// <param name="reader">At the columns.</param>
    /// <param name="parts">The flags before them.</param>
    /// <param name="count">How many there are.</param>
    public ResultShape? TryTake(ref WireReader reader, int parts, int count)
    {
        if (Volatile.Read(ref _last) is not { } last || (last.Parts, last.Count) != (parts, count) || !reader.Rest.StartsWith(last.Bytes))
            return null;
        reader.Take(last.Bytes.Length);
        return last.Shape;
    }

    /// <summary>Keeps columns that were read.</summary>
    public void Keep(int parts, int count, ReadOnlySpan<byte> bytes, ResultShape shape) => Volatile.Write(ref _last, new Known(parts, count, bytes.ToArray(), shape));

    private sealed record Known(int Parts, int Count, byte[] Bytes, ResultShape Shape);
}
