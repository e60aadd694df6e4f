namespace Cql.Types;

/// <summary>What the server does with the elements of vectors.</summary>
internal static class VectorFormat
{
    private const long TooLarge = int.MaxValue + 1L;

    /// <summary>
    /// How many bytes each value of a type has where it is packed; more than an <c>int</c> holds when no message can hold it. 0 where the
    /// server puts a length before each, as it does even of some that have one size, such as <c>smallint</c>.
    /// </summary>
    public static long PackedSize(CqlType type) => type switch
    {
        CqlVectorType vector => Math.Min(PackedSize(vector.Element) * vector.Dimension, TooLarge),
        _ => type.Code switch
        {
            CqlTypeCode.Boolean => 1,
            CqlTypeCode.Int or CqlTypeCode.Float => sizeof(int),
            CqlTypeCode.BigInt or CqlTypeCode.Double or CqlTypeCode.Timestamp => sizeof(long),
            CqlTypeCode.Uuid or CqlTypeCode.TimeUuid => 16,
            _ => 0,
        },
    };
}
