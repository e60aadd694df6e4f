namespace Orleans.Entities.Contract;

/// <summary>Something beside the entities, in memory.</summary>
internal sealed class MemoryPart(string name) : IMovablePart
{
    public SortedDictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    public string Name => name;

    public string State => $"{Values.Count}";

    public IAsyncEnumerable<MovedValue> ReadAsync(string? after, CancellationToken cancellationToken = default)
        => Values.Where(value => string.CompareOrdinal(value.Key, after) > 0)
            .Select(value => new MovedValue(name, value.Key, EntityWriter.Bytes(value.Value))).ToAsyncEnumerable();

    public ValueTask WriteAsync(IReadOnlyList<MovedValue> values, CancellationToken cancellationToken = default)
    {
        foreach (var value in values)
            Values[value.Key] = Text.Of(value.Value);
        return default;
    }
}
