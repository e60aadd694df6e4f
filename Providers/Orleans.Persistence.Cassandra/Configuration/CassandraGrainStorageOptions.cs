using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>How grain state is kept in Cassandra. Bound to <c>Orleans:GrainStorage:{name}</c>.</summary>
public sealed class CassandraGrainStorageOptions : CassandraConnectionOptions, IStorageProviderSerializerOptions
{
    /// <summary>
    /// Whether a state that is cleared leaves nothing behind. Otherwise its ETag stays, so that a late activation that has not heard of the
    /// clearing cannot write over it as if the state were new. Deleting costs a second write.
    /// </summary>
    public bool DeleteStateOnClear { get; set; }

    /// <summary>
    /// The largest serialized state, in bytes: 1 MiB by default, 1 to 8 MiB. A row is read and written whole, in memory on every replica,
    /// and the server refuses mutations above half a commit log segment.
    /// </summary>
    public int MaxStateBytes { get; set; } = 1 << 20;

    /// <summary>
    /// What states are serialized with: the one registered under the storage's name, or else the silo's own. One that is an
    /// <see cref="IGrainStorageStreamingSerializer"/> is asked to stream.
    /// </summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
}
