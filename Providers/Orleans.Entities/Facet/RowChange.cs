namespace Orleans.Entities;

/// <summary>What becomes of a row, or what it is.</summary>
/// <param name="Row">The row; null when there is none; <see cref="NotDecoded"/> when only its bytes were read.</param>
/// <param name="Value">The row encoded.</param>
internal readonly record struct RowChange(object? Row, ReadOnlyMemory<byte> Value)
{
    /// <summary>Stands for a row that was read and not decoded.</summary>
    public static readonly object NotDecoded = new();

    /// <summary>A row as the store gave it.</summary>
    public static RowChange Of(ReadOnlyMemory<byte>? value) => value is { } bytes ? new(NotDecoded, bytes) : default;

    public TRow? As<TRow>(EntityCodecs codecs) where TRow : class
        => ReferenceEquals(Row, NotDecoded) ? codecs.Decode<TRow>(Value) : (TRow?)Row;
}
