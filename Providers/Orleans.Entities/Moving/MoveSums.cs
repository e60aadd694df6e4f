using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Orleans.Entities;

/// <summary>Counts and sums of records by what they are. The order in which they come does not matter: stores have orders of their own.</summary>
internal sealed class MoveSums
{
    private const string Entities = "entities";
    private const string Rows = "rows";
    private const string Partitions = "partitions";
    private const string Events = "events";
    private const string Positions = "positions";

    private static readonly string[] OfLog = [Partitions, Events, Positions];

    private readonly SortedDictionary<string, MoveSum> _sums = new(StringComparer.Ordinal);

    public MoveSums() { }

    public MoveSums(IEnumerable<KeyValuePair<string, MoveSum>> sums)
    {
        foreach (var (name, sum) in sums)
            _sums.Add(name, sum);
    }

    public IReadOnlyDictionary<string, MoveSum> All => _sums;

    /// <summary>What there is of what stands beside the store, by name.</summary>
    public IEnumerable<string> Parts => _sums.Keys.Except([Entities, Rows, .. OfLog], StringComparer.Ordinal);

    /// <summary>Those of the log alone.</summary>
    public MoveSums Log => new(_sums.Where(sum => OfLog.Contains(sum.Key)));

    public long Bytes { get; private set; }

    /// <summary>The same with another log.</summary>
    public MoveSums With(MoveSums log) => new(_sums.Where(sum => !OfLog.Contains(sum.Key)).Concat(log._sums));

    /// <summary>Adds a record as it is encoded.</summary>
    public void Add(MoveRecord record, ReadOnlySpan<byte> encoded)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(encoded, hash);
        var name = NameOf(record);
        var before = _sums.GetValueOrDefault(name) ?? new MoveSum(0, UInt128.Zero);
        _sums[name] = new MoveSum(before.Count + 1, unchecked(before.Sum + BinaryPrimitives.ReadUInt128LittleEndian(hash)));
        Bytes += encoded.Length;
    }

    /// <summary>What differs, as part of a sentence; null when nothing does.</summary>
    public string? DifferenceTo(MoveSums found)
    {
        foreach (var name in _sums.Keys.Union(found._sums.Keys))
        {
            var (mine, other) = (_sums.GetValueOrDefault(name), found._sums.GetValueOrDefault(name));
            if (mine != other)
                return mine?.Count == other?.Count ? $"{name}: as many, but others" : $"{name}: {mine?.Count ?? 0} and {other?.Count ?? 0}";
        }

        return null;
    }

    public MoveProgress ToProgress(MovePhase phase) => new(phase, _sums.ToDictionary(sum => sum.Key, sum => sum.Value.Count), Bytes);

    private static string NameOf(MoveRecord record) => record switch
    {
        MovedEntity => Entities,
        MovedRow => Rows,
        MovedPartition => Partitions,
        MovedEvent => Events,
        MovedPosition => Positions,
        MovedValue value => value.Part,
        _ => throw new ArgumentOutOfRangeException(nameof(record)),
    };
}
