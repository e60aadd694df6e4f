namespace Cql.Types;

/// <summary>Holds values to the only size that their type has.</summary>
internal static class FixedSize
{
    /// <exception cref="CqlProtocolException">There are more or fewer bytes.</exception>
    public static ReadOnlySpan<byte> Of(int size, ReadOnlySpan<byte> value)
        => value.Length == size ? value : throw new CqlProtocolException($"A value of {size} bytes is due, and {value.Length} came.");
}
