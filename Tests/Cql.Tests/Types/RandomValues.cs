using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Numerics;
using Cql.Types;

namespace Cql.Tests.Types;

/// <summary>Types of any shape, and values of them.</summary>
[SuppressMessage("Security", "CA5394", Justification = "A seed must give the same again.")]
internal sealed class RandomValues(int seed)
{
    private readonly Random _random = new(seed);

    public CqlType NextType(int depth) => _random.Next(depth == 0 ? 21 : 30) switch
    {
        < 21 and var native => Native(native),
        21 or 22 => new CqlListType(NextType(depth - 1)),
        23 => new CqlSetType(NextType(depth - 1)),
        24 => new CqlMapType(NextType(depth - 1), NextType(depth - 1)),
        25 or 26 => new CqlVectorType(NextType(depth - 1), _random.Next(1, 5)),
        27 => new CqlTupleType([.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => NextType(depth - 1))]),
        _ => new CqlUdtType("shop", $"type{_random.Next(100)}", [.. Enumerable.Range(0, _random.Next(1, 5)).Select(i => new CqlUdtField($"field{i}", NextType(depth - 1)))]),
    };

    public object NextValue(CqlType type) => type switch
    {
        CqlListType list => Fill((IList)New(type), list.Element),
        CqlSetType set => FillSet(New(type), set.Element),
        CqlMapType map => Fill((IDictionary)New(type), map),
        CqlVectorType vector => Fill(Array.CreateInstance(NaturalType.Of(vector.Element), vector.Dimension), vector.Element),
        CqlTupleType tuple => tuple.Elements.Select(NextOrNull).ToArray(),
        CqlUdtType udt => Fill(new CqlUdtValue(), udt),
        _ => NextNative(type.Code),
    };

    private static CqlType Native(int index) => index == 0 ? new CqlCustomType("com.example.Mine") : CqlType.Of(Natives[index - 1]);

    private static CqlTypeCode[] Natives { get; } = [.. Enum.GetValues<CqlTypeCode>().Where(code => code is > CqlTypeCode.Custom and < CqlTypeCode.List)];

    private static object New(CqlType type) => Activator.CreateInstance(NaturalType.Of(type))!;

    private object? NextOrNull(CqlType type) => _random.Next(4) == 0 ? null : NextValue(type);

    private IList Fill(IList list, CqlType element)
    {
        for (var left = _random.Next(5); left > 0; left--)
            list.Add(NextValue(element));
        return list;
    }

    private object FillSet(object set, CqlType element)
    {
        foreach (var value in NextDistinct(element))
            set.GetType().GetMethod(nameof(HashSet<int>.Add))!.Invoke(set, [value]);
        return set;
    }

    private IDictionary Fill(IDictionary map, CqlMapType type)
    {
        foreach (var key in NextDistinct(type.Key))
            map[key] = NextValue(type.Value);
        return map;
    }

    // By what the server compares: of blobs and lists two that are equal are two objects here.
    private IEnumerable<object> NextDistinct(CqlType type)
        => Enumerable.Range(0, _random.Next(5)).Select(_ => NextValue(type)).DistinctBy(value => Convert.ToHexString(Codec.Encode(type, value)));

    private Array Fill(Array array, CqlType element)
    {
        for (var i = 0; i < array.Length; i++)
            array.SetValue(NextValue(element), i);
        return array;
    }

    private CqlUdtValue Fill(CqlUdtValue value, CqlUdtType type)
    {
        foreach (var field in type.Fields)
            value[field.Name] = NextOrNull(field.Type);
        return value;
    }

    private object NextNative(CqlTypeCode code) => code switch
    {
        CqlTypeCode.Custom or CqlTypeCode.Blob => NextBytes(_random.Next(20)),
        CqlTypeCode.Ascii => new string((char)_random.Next(128), _random.Next(20)),
        CqlTypeCode.Text => new string((char)_random.Next(0xD800), _random.Next(150)),
        CqlTypeCode.BigInt or CqlTypeCode.Counter => _random.NextInt64(long.MinValue, long.MaxValue),
        CqlTypeCode.Boolean => _random.Next(2) == 0,
        CqlTypeCode.Decimal => new CqlDecimal(new BigInteger(NextBytes(_random.Next(1, 20))), _random.Next()),
        CqlTypeCode.Double => BitConverter.Int64BitsToDouble(_random.NextInt64(long.MinValue, long.MaxValue)),
        CqlTypeCode.Float => BitConverter.Int32BitsToSingle(_random.Next(int.MinValue, int.MaxValue)),
        CqlTypeCode.Int => _random.Next(int.MinValue, int.MaxValue),
        CqlTypeCode.Timestamp => DateTimeOffset.FromUnixTimeMilliseconds(_random.NextInt64(-10_000_000_000_000, 10_000_000_000_000)),
        CqlTypeCode.Uuid or CqlTypeCode.TimeUuid => new Guid(NextBytes(16)),
        CqlTypeCode.VarInt => new BigInteger(NextBytes(_random.Next(1, 20))),
        CqlTypeCode.Inet => new IPAddress(NextBytes(_random.Next(2) == 0 ? 4 : 16)),
        CqlTypeCode.Date => DateOnly.FromDayNumber(_random.Next(DateOnly.MaxValue.DayNumber)),
        CqlTypeCode.Time => new TimeOnly(_random.NextInt64(TimeSpan.TicksPerDay)),
        CqlTypeCode.SmallInt => (short)_random.Next(),
        CqlTypeCode.TinyInt => (sbyte)_random.Next(),
        CqlTypeCode.Duration => new CqlDuration(-_random.Next(), -_random.Next(), -_random.NextInt64()),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "It has parts."),
    };

    private byte[] NextBytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
