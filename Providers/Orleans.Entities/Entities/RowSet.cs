namespace Orleans.Entities;

/// <summary>A named, ordered collection of rows of one type: declared once, as a static field beside the state it belongs to.</summary>
/// <typeparam name="TRow">An immutable type with an Orleans serializer.</typeparam>
/// <param name="name">Its name within the entity; never changed once there is data.</param>
public sealed class RowSet<TRow>(string name) where TRow : class
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Names a row, to have it loaded before a decision.</summary>
    public RowQuery Row(string key) => new(Name, key, null, 1, typeof(TRow));

    /// <summary>Names the first rows after a key (exclusive; null: from the first), to have them loaded before a decision.</summary>
    public RowQuery Range(string? after, int limit) => new(Name, null, after, limit, typeof(TRow));
}
