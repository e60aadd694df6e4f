namespace Orleans.Entities;

/// <summary>Something that a program keeps beside its entities, and that moves with them.</summary>
public interface IMovablePart
{
    /// <summary>Its name, the same on both sides: 1 to 255 bytes of UTF-8.</summary>
    string Name { get; }

    /// <summary>Names what is in it now: the same as long as nobody writes.</summary>
    string State { get; }

    /// <summary>All of it, always in the same order, after a key (exclusive; null: from the first).</summary>
    IAsyncEnumerable<MovedValue> ReadAsync(string? after, CancellationToken cancellationToken = default);

    /// <summary>Writes values durably. One that is there already is left as it is.</summary>
    /// <exception cref="MoveRefusedException">Another value has its key.</exception>
    ValueTask WriteAsync(IReadOnlyList<MovedValue> values, CancellationToken cancellationToken = default);
}
