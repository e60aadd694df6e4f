using System.Collections.Concurrent;

namespace Cql.Types;

/// <summary>Finds the codec of a CLR type and a CQL type. Each is made once; after that nothing is looked up by reflection.</summary>
internal static class CqlCodecs
{
    /// <exception cref="CqlTypeException">They do not go together.</exception>
    public static CqlCodec<T> Find<T>(CqlType type) => type.Codec as CqlCodec<T> ?? FindAmongAll<T>(type);

    private static CqlCodec<T> FindAmongAll<T>(CqlType type)
    {
        var codec = type is CqlNativeType
            ? Known<T>.Native[(int)type.Code] ??= Create<T>(type)
            : Known<T>.Others.GetOrAdd(type, Create<T>);
        type.Codec ??= codec;
        return codec;
    }

    private static CqlCodec<T> Create<T>(CqlType type) => (CqlCodec<T>)CodecFactory.Create(typeof(T), type);

    private static class Known<T>
    {
        public static readonly CqlCodec<T>?[] Native = new CqlCodec<T>?[(int)CqlTypeCode.List];
        public static readonly ConcurrentDictionary<CqlType, CqlCodec<T>> Others = new();
    }
}
