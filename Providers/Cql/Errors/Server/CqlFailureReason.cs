using System.Diagnostics.CodeAnalysis;

namespace Cql;

/// <summary>Why a replica failed: Cassandra's <c>RequestFailureReason</c>. A newer server may name others by number.</summary>
[SuppressMessage("Design", "CA1028", Justification = "It is a [short] on the wire.")]
public enum CqlFailureReason : ushort
{
    /// <summary>It does not say.</summary>
    Unknown = 0,

    /// <summary>A read met more tombstones than it may.</summary>
    ReadTooManyTombstones = 1,

    /// <summary>It took too long.</summary>
    Timeout = 2,

    /// <summary>It has another schema than the coordinator.</summary>
    IncompatibleSchema = 3,

    /// <summary>A read would take more memory than it may.</summary>
    ReadSize = 4,

    /// <summary>It is down.</summary>
    NodeDown = 5,

    /// <summary>An index is not built yet.</summary>
    IndexNotAvailable = 6,

    /// <summary>A read would use more indexes than it may.</summary>
    ReadTooManyIndexes = 7,
}
