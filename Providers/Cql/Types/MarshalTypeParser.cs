using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Cql.Types;

/// <summary>
/// Reads the server's names of types, as it sends them for what the protocol has no number for:
/// <c>org.apache.cassandra.db.marshal.VectorType(org.apache.cassandra.db.marshal.FloatType, 3)</c>. What it does not know is a custom type.
/// </summary>
internal ref struct MarshalTypeParser
{
    private const string Package = "org.apache.cassandra.db.marshal.";
    private const int MaxDepth = 32;

    private static readonly FrozenDictionary<string, CqlTypeCode> Natives = new Dictionary<string, CqlTypeCode>
    {
        ["AsciiType"] = CqlTypeCode.Ascii,
        ["LongType"] = CqlTypeCode.BigInt,
        ["BytesType"] = CqlTypeCode.Blob,
        ["BooleanType"] = CqlTypeCode.Boolean,
        ["CounterColumnType"] = CqlTypeCode.Counter,
        ["DecimalType"] = CqlTypeCode.Decimal,
        ["DoubleType"] = CqlTypeCode.Double,
        ["FloatType"] = CqlTypeCode.Float,
        ["Int32Type"] = CqlTypeCode.Int,
        ["DateType"] = CqlTypeCode.Timestamp,
        ["TimestampType"] = CqlTypeCode.Timestamp,
        ["UUIDType"] = CqlTypeCode.Uuid,
        ["UTF8Type"] = CqlTypeCode.Text,
        ["IntegerType"] = CqlTypeCode.VarInt,
        ["TimeUUIDType"] = CqlTypeCode.TimeUuid,
        ["InetAddressType"] = CqlTypeCode.Inet,
        ["SimpleDateType"] = CqlTypeCode.Date,
        ["TimeType"] = CqlTypeCode.Time,
        ["ShortType"] = CqlTypeCode.SmallInt,
        ["ByteType"] = CqlTypeCode.TinyInt,
        ["DurationType"] = CqlTypeCode.Duration,
    }.ToFrozenDictionary();

    private readonly ReadOnlySpan<char> _text;
    private int _position;

    private MarshalTypeParser(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The type of a name; a custom one when it is not understood as a whole.</summary>
    public static CqlType Parse(string className)
    {
        var parser = new MarshalTypeParser(className);
        return parser.ReadType(MaxDepth) is { } type && parser.IsAtEnd ? type : new CqlCustomType(className);
    }

    private bool IsAtEnd
    {
        get
        {
            SkipSpaces();
            return _position == _text.Length;
        }
    }

    /// <summary>Null when it is not a type, or one that is too deep.</summary>
    private CqlType? ReadType(int depth)
    {
        SkipSpaces();
        var start = _position;
        var name = ReadWord();
        if (name.IsEmpty || depth == 0)
            return null;
        var simple = name.StartsWith(Package, StringComparison.Ordinal) ? name[Package.Length..] : name;
        if (Natives.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(simple, out var code))
            return CqlType.Of(code);
        return simple switch
        {
            "FrozenType" or "ReversedType" => ReadTypes(depth) is [var inner] ? inner : null,
            "ListType" => ReadTypes(depth) is [var element] ? new CqlListType(element) : null,
            "SetType" => ReadTypes(depth) is [var element] ? new CqlSetType(element) : null,
            "MapType" => ReadTypes(depth) is [var key, var value] ? new CqlMapType(key, value) : null,
            "TupleType" => ReadTypes(depth) is { Count: > 0 } elements ? new CqlTupleType(elements) : null,
            "VectorType" => ReadVector(depth),
            "UserType" => ReadUserType(depth),
            _ => ReadCustom(start),
        };
    }

    /// <summary>Types in parentheses; null when they are none.</summary>
    private List<CqlType>? ReadTypes(int depth)
    {
        var types = new List<CqlType>();
        if (!TryTake('('))
            return null;
        do
        {
            if (ReadType(depth - 1) is not { } type)
                return null;
            types.Add(type);
        }
        while (TryTake(','));
        return TryTake(')') ? types : null;
    }

    private CqlVectorType? ReadVector(int depth)
        => TryTake('(')
            && ReadType(depth - 1) is { } element
            && TryTake(',')
            && int.TryParse(ReadWord(), NumberStyles.None, CultureInfo.InvariantCulture, out var dimension)
            && dimension > 0
            && TryTake(')') ? new CqlVectorType(element, dimension) : null;

    /// <summary>A keyspace, the name in hexadecimal, then fields as name in hexadecimal, colon, type.</summary>
    private CqlUdtType? ReadUserType(int depth)
    {
        if (!TryTake('('))
            return null;
        var keyspace = ReadWord().ToString();
        if (!TryTake(',') || ReadHexadecimal() is not { } name)
            return null;
        var fields = new List<CqlUdtField>();
        while (TryTake(','))
        {
            if (ReadHexadecimal() is not { } field || !TryTake(':') || ReadType(depth - 1) is not { } type)
                return null;
            fields.Add(new CqlUdtField(field, type));
        }

        return TryTake(')') ? new CqlUdtType(keyspace, name, fields) : null;
    }

    /// <summary>A class that is not known, with whatever stands behind it in parentheses.</summary>
    private CqlCustomType? ReadCustom(int start)
    {
        var open = 0;
        for (; _position < _text.Length && (open > 0 || _text[_position] == '('); _position++)
            open += _text[_position] switch { '(' => 1, ')' => -1, _ => 0 };
        return open == 0 ? new CqlCustomType(_text[start.._position].ToString()) : null;
    }

    private string? ReadHexadecimal()
    {
        var word = ReadWord();
        var bytes = new byte[word.Length / 2];
        return Convert.FromHexString(word, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && written == bytes.Length
            ? Encoding.UTF8.GetString(bytes)
            : null;
    }

    private ReadOnlySpan<char> ReadWord()
    {
        SkipSpaces();
        var length = _text[_position..].IndexOfAny(" (),:");
        var word = length < 0 ? _text[_position..] : _text.Slice(_position, length);
        _position += word.Length;
        return word;
    }

    private bool TryTake(char sign)
    {
        SkipSpaces();
        if (_position == _text.Length || _text[_position] != sign)
            return false;
        _position++;
        return true;
    }

    private void SkipSpaces()
    {
        while (_position < _text.Length && _text[_position] == ' ')
            _position++;
    }
}
