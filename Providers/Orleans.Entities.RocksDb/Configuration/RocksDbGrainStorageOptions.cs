using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>How grain state is kept in RocksDB. Bound to <c>Orleans:GrainStorage:{name}</c>.</summary>
public sealed class RocksDbGrainStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>The folder of the files, if nothing else of the silo names it: a silo keeps everything in one.</summary>
    public string Folder { get; set; } = "";

    /// <summary>
    /// Whether a state that is cleared leaves nothing behind. Otherwise its ETag stays, a few bytes, so that a late activation that has
    /// not heard of the clearing cannot write over it as if the state were new.
    /// </summary>
    public bool DeleteStateOnClear { get; set; }

    /// <summary>
    /// What states are serialized with: the one registered under the storage's name, or else the silo's own. One that is an
    /// <see cref="IGrainStorageStreamingSerializer"/> writes straight into the store's buffer.
    /// </summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
}
