namespace Cql.Types;

/// <summary>The codecs of the types without parts: which CLR types each CQL type can be. The first is the one that is read when nobody says.</summary>
internal static class NativeCodecs
{
    private static readonly Int64Codec Int64 = new();
    private static readonly BytesCodec Bytes = new();
    private static readonly MemoryBytesCodec Memory = new();
    private static readonly GuidCodec Guid = new();

    private static readonly Dictionary<CqlTypeCode, CqlCodec[]> All = new()
    {
        [CqlTypeCode.Custom] = [Bytes, Memory],
        [CqlTypeCode.Ascii] = [new StringCodec(asciiOnly: true), Bytes, Memory],
        [CqlTypeCode.BigInt] = [Int64],
        [CqlTypeCode.Blob] = [Bytes, Memory],
        [CqlTypeCode.Boolean] = [new BooleanCodec()],
        [CqlTypeCode.Counter] = [Int64],
        [CqlTypeCode.Decimal] = [new CqlDecimalCodec(), new DecimalCodec()],
        [CqlTypeCode.Double] = [new DoubleCodec()],
        [CqlTypeCode.Float] = [new SingleCodec()],
        [CqlTypeCode.Int] = [new Int32Codec()],
        [CqlTypeCode.Timestamp] = [new TimestampCodec(), Int64],
        [CqlTypeCode.Uuid] = [Guid],
        [CqlTypeCode.Text] = [new StringCodec(asciiOnly: false), Bytes, Memory],
        [CqlTypeCode.VarInt] = [new BigIntegerCodec(), new VarIntInt64Codec(), new VarIntInt32Codec()],
        [CqlTypeCode.TimeUuid] = [Guid],
        [CqlTypeCode.Inet] = [new InetCodec()],
        [CqlTypeCode.Date] = [new DateCodec(), new DaysCodec()],
        [CqlTypeCode.Time] = [new TimeCodec(), Int64],
        [CqlTypeCode.SmallInt] = [new Int16Codec()],
        [CqlTypeCode.TinyInt] = [new SByteCodec()],
        [CqlTypeCode.Duration] = [new DurationCodec()],
    };

    /// <summary>The codecs of a type; null when it has parts.</summary>
    public static CqlCodec[]? Of(CqlTypeCode code) => All.GetValueOrDefault(code);
}
