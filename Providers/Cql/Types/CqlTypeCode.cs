using System.Diagnostics.CodeAnalysis;

namespace Cql;

/// <summary>Which type a value has: the option ids of the native protocol, section 4.2.5.2, and one of our own for vectors.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The names are CQL's.")]
public enum CqlTypeCode
{
    /// <summary>A type that only the server knows, named by its class.</summary>
    Custom = 0x00,

    /// <summary><c>ascii</c></summary>
    Ascii = 0x01,

    /// <summary><c>bigint</c></summary>
    BigInt = 0x02,

    /// <summary><c>blob</c></summary>
    Blob = 0x03,

    /// <summary><c>boolean</c></summary>
    Boolean = 0x04,

    /// <summary><c>counter</c></summary>
    Counter = 0x05,

    /// <summary><c>decimal</c></summary>
    Decimal = 0x06,

    /// <summary><c>double</c></summary>
    Double = 0x07,

    /// <summary><c>float</c></summary>
    Float = 0x08,

    /// <summary><c>int</c></summary>
    Int = 0x09,

    /// <summary><c>timestamp</c></summary>
    Timestamp = 0x0B,

    /// <summary><c>uuid</c></summary>
    Uuid = 0x0C,

    /// <summary><c>text</c>, which the protocol calls varchar.</summary>
    Text = 0x0D,

    /// <summary><c>varint</c></summary>
    VarInt = 0x0E,

    /// <summary><c>timeuuid</c></summary>
    TimeUuid = 0x0F,

    /// <summary><c>inet</c></summary>
    Inet = 0x10,

    /// <summary><c>date</c></summary>
    Date = 0x11,

    /// <summary><c>time</c></summary>
    Time = 0x12,

    /// <summary><c>smallint</c></summary>
    SmallInt = 0x13,

    /// <summary><c>tinyint</c></summary>
    TinyInt = 0x14,

    /// <summary><c>duration</c></summary>
    Duration = 0x15,

    /// <summary><c>list</c></summary>
    List = 0x20,

    /// <summary><c>map</c></summary>
    Map = 0x21,

    /// <summary><c>set</c></summary>
    Set = 0x22,

    /// <summary>A user-defined type.</summary>
    Udt = 0x30,

    /// <summary><c>tuple</c></summary>
    Tuple = 0x31,

    /// <summary><c>vector</c>, which the protocol sends as a custom type.</summary>
    Vector = 0x1_0000,
}
