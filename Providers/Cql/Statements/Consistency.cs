namespace Cql;

/// <summary>How many replicas answer for a request: native protocol, section 3.</summary>
public enum Consistency : ushort
{
    /// <summary>Any node, a hint included; writes only.</summary>
    Any = 0x00,

    /// <summary>One replica.</summary>
    One = 0x01,

    /// <summary>Two replicas.</summary>
    Two = 0x02,

    /// <summary>Three replicas.</summary>
    Three = 0x03,

    /// <summary>More than half of all replicas.</summary>
    Quorum = 0x04,

    /// <summary>All replicas.</summary>
    All = 0x05,

    /// <summary>More than half of the replicas of the coordinator's data centre.</summary>
    LocalQuorum = 0x06,

    /// <summary>More than half of the replicas of each data centre; writes only.</summary>
    EachQuorum = 0x07,

    /// <summary>Linearizable over all data centres: for conditions, and for reads of what they guard.</summary>
    Serial = 0x08,

    /// <summary>Linearizable within the coordinator's data centre.</summary>
    LocalSerial = 0x09,

    /// <summary>One replica of the coordinator's data centre.</summary>
    LocalOne = 0x0A,
}
