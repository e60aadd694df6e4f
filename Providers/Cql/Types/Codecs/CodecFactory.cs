namespace Cql.Types;

/// <summary>Makes codecs, once each: <see cref="CqlCodecs"/> keeps them.</summary>
internal static class CodecFactory
{
    /// <exception cref="CqlTypeException">The types do not go together.</exception>
    public static CqlCodec<T> Create<T>(CqlType type) => (CqlCodec<T>)Create(typeof(T), type);

    private static CqlCodec Create(Type clrType, CqlType type)
    {
        if (Nullable.GetUnderlyingType(clrType) is { } underlying)
            return Generic(typeof(NullableCodec<>), [underlying], Create(underlying, type));
        if (NativeCodecs.Of(type.Code) is { } natives)
            return natives.FirstOrDefault(codec => codec.ClrType == clrType) ?? throw Mismatch(clrType, type, natives.Select(codec => codec.ClrType));
        throw Mismatch(clrType, type, []);
    }

    private static CqlCodec Generic(Type definition, Type[] arguments, params object[] parts)
        => (CqlCodec)Activator.CreateInstance(definition.MakeGenericType(arguments), parts)!;

    private static CqlTypeException Mismatch(Type clrType, CqlType type, IEnumerable<Type> possible)
    {
        var names = string.Join(", ", possible.Select(ClrName.Of));
        return new CqlTypeException($"A {type} cannot be a {ClrName.Of(clrType)}{(names.Length > 0 ? $"; it can be {names}" : "")}.");
    }
}
