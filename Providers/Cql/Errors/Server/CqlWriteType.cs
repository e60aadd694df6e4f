namespace Cql;

/// <summary>At which kind of write too few replicas answered: native protocol v5, section 9.</summary>
public enum CqlWriteType
{
    /// <summary>One that this client does not know.</summary>
    Other,

    /// <summary>One statement, and not of a counter.</summary>
    Simple,

    /// <summary>A logged batch whose log is written: it is applied in the end.</summary>
    Batch,

    /// <summary>A batch without a log: any part of it may be applied.</summary>
    UnloggedBatch,

    /// <summary>Counters: doing it again may count twice.</summary>
    Counter,

    /// <summary>The log of a logged batch.</summary>
    BatchLog,

    /// <summary>A write with a condition (LWT).</summary>
    Cas,

    /// <summary>A write that waited for the lock of a materialised view.</summary>
    View,

    /// <summary>A write that change data capture has no room for.</summary>
    Cdc,
}
