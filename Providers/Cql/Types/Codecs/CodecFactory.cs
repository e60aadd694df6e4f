using System.Reflection;
using System.Runtime.CompilerServices;

namespace Cql.Types;

/// <summary>Makes codecs: <see cref="CqlCodecs"/> keeps them.</summary>
internal static class CodecFactory
{
    private static readonly Type[] Tuples =
    [
        typeof(TupleCodec<>), typeof(TupleCodec<,>), typeof(TupleCodec<,,>), typeof(TupleCodec<,,,>),
        typeof(TupleCodec<,,,,>), typeof(TupleCodec<,,,,,>), typeof(TupleCodec<,,,,,,>),
    ];

    /// <exception cref="CqlTypeException">The types do not go together.</exception>
    public static CqlCodec Create(Type clrType, CqlType type)
    {
        if (clrType == typeof(object))
            return new ObjectCodec(type);
        if (Nullable.GetUnderlyingType(clrType) is { } underlying)
            return Make(typeof(NullableCodec<>), [underlying], Create(underlying, type));
        return type switch
        {
            CqlListType list => Sequence(clrType, type, list.Element, typeof(CountedFormat<>)),
            CqlSetType set => Sequence(clrType, type, set.Element, typeof(CountedFormat<>)),
            CqlVectorType vector => Vector(clrType, vector),
            CqlMapType map => Map(clrType, map),
            CqlTupleType tuple => Tuple(clrType, tuple),
            CqlUdtType udt => Udt(clrType, udt),
            _ => Native(clrType, type),
        };
    }

    private static CqlCodec Native(Type clrType, CqlType type)
    {
        var all = NativeCodecs.Of(type.Code) ?? [];
        return all.FirstOrDefault(codec => codec.ClrType == clrType) ?? throw Mismatch(clrType, type, all.Select(codec => ClrName.Of(codec.ClrType)));
    }

    private static CqlCodec Vector(Type clrType, CqlVectorType vector) => VectorFormat.PackedSize(vector) switch
    {
        0 => Sequence(clrType, vector, vector.Element, typeof(SizedVectorFormat<>), vector.Dimension),
        <= int.MaxValue => Sequence(clrType, vector, vector.Element, typeof(PackedVectorFormat<>), vector.Dimension, (int)VectorFormat.PackedSize(vector.Element)),
        _ => throw new CqlTypeException($"A {vector} is larger than any message."),
    };

    private static CqlCodec Sequence(Type clrType, CqlType type, CqlType elementType, Type format, params object[] formatParts)
    {
        var (element, codec) = clrType switch
        {
            { IsSZArray: true } => (clrType.GetElementType()!, typeof(ArrayCodec<>)),
            _ when Is(clrType, typeof(List<>)) => (clrType.GetGenericArguments()[0], typeof(ListCodec<>)),
            _ when Is(clrType, typeof(IReadOnlyList<>)) => (clrType.GetGenericArguments()[0], typeof(ReadOnlyListCodec<>)),
            _ when Is(clrType, typeof(ReadOnlyMemory<>)) => (clrType.GetGenericArguments()[0], typeof(MemoryCodec<>)),
            _ when Is(clrType, typeof(HashSet<>)) && type is CqlSetType => (clrType.GetGenericArguments()[0], typeof(HashSetCodec<>)),
            _ when Is(clrType, typeof(IReadOnlySet<>)) && type is CqlSetType => (clrType.GetGenericArguments()[0], typeof(ReadOnlySetCodec<>)),
            _ => throw Mismatch(clrType, type, type is CqlSetType
                ? ["T[]", "List<T>", "IReadOnlyList<T>", "ReadOnlyMemory<T>", "HashSet<T>", "IReadOnlySet<T>"]
                : ["T[]", "List<T>", "IReadOnlyList<T>", "ReadOnlyMemory<T>"]),
        };
        var elements = Activator.CreateInstance(format.MakeGenericType(element), [Create(element, elementType), .. formatParts])!;
        return Make(codec, [element], elements);
    }

    private static CqlCodec Map(Type clrType, CqlMapType map)
    {
        var codec = Is(clrType, typeof(Dictionary<,>)) ? typeof(DictionaryCodec<,>)
            : Is(clrType, typeof(IReadOnlyDictionary<,>)) ? typeof(ReadOnlyDictionaryCodec<,>)
            : throw Mismatch(clrType, map, ["Dictionary<K, V>", "IReadOnlyDictionary<K, V>"]);
        var arguments = clrType.GetGenericArguments();
        return Make(codec, arguments, Create(arguments[0], map.Key), Create(arguments[1], map.Value));
    }

    private static CqlCodec Tuple(Type clrType, CqlTupleType tuple)
    {
        if (clrType == typeof(object[]))
            return new ObjectTupleCodec(tuple);
        var arguments = clrType.IsValueType && clrType.IsAssignableTo(typeof(ITuple)) ? clrType.GetGenericArguments() : [];
        if (arguments.Length != tuple.Elements.Count || arguments.Length is 0 || arguments.Length > Tuples.Length)
            throw Mismatch(clrType, tuple, [$"ValueTuple of {tuple.Elements.Count}, up to {Tuples.Length}", "Object[]"]);
        return Make(Tuples[arguments.Length - 1], arguments, [.. arguments.Select((argument, i) => Create(argument, tuple.Elements[i]))]);
    }

    private static CqlCodec Udt(Type clrType, CqlUdtType udt)
        => clrType == typeof(CqlUdtValue) ? new UdtValueCodec(udt)
            : clrType.IsPrimitive || clrType == typeof(string) || clrType.IsArray ? throw Mismatch(clrType, udt, ["CqlUdtValue", "a class or record with members of its fields' names"])
            : Make(typeof(UdtCodec<>), [clrType], udt);

    private static bool Is(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static CqlCodec Make(Type definition, Type[] arguments, params object[] parts)
        => (CqlCodec)Activator.CreateInstance(definition.MakeGenericType(arguments), BindingFlags.DoNotWrapExceptions | BindingFlags.CreateInstance | BindingFlags.Public | BindingFlags.Instance, null, parts, null)!;

    private static CqlTypeException Mismatch(Type clrType, CqlType type, IEnumerable<string> possible)
        => new($"A {type} cannot be a {ClrName.Of(clrType)}; it can be {string.Join(", ", possible)}.");
}
