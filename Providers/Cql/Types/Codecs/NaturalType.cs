namespace Cql.Types;

/// <summary>The CLR type that a value is read as when nobody says which.</summary>
internal static class NaturalType
{
    public static Type Of(CqlType type) => type switch
    {
        CqlListType list => typeof(List<>).MakeGenericType(Of(list.Element)),
        CqlSetType set => typeof(HashSet<>).MakeGenericType(Of(set.Element)),
        CqlMapType map => typeof(Dictionary<,>).MakeGenericType(Of(map.Key), Of(map.Value)),
        CqlVectorType vector => Of(vector.Element).MakeArrayType(),
        CqlTupleType => typeof(object?[]),
        CqlUdtType => typeof(CqlUdtValue),
        _ => NativeCodecs.Of(type.Code)![0].ClrType,
    };
}
