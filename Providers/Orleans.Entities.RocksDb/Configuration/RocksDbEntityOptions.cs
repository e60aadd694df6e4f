namespace Orleans.Configuration;

/// <summary>Where and how entities are kept in RocksDB. Bound to <c>Orleans:Entities</c>.</summary>
public sealed class RocksDbEntityOptions
{
    /// <summary>The folder of the files. It is made when it is not there; one process at a time owns it.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The key that names the folder, for whoever has to be told that it makes no sense.</summary>
    internal string FolderKey { get; set; } = "Orleans:Entities:Folder";

    /// <summary>
    /// How many partitions the log gets when the folder is made, 1 to 4,096. Afterwards the folder's own number holds.
    /// </summary>
    public int Partitions { get; set; } = 64;

    /// <summary>The most calls that may wait for the disk; one more is not applied. 1 or more.</summary>
    public int QueueCalls { get; set; } = 16_384;

    /// <summary>The most bytes that may wait for the disk; what goes beyond is not applied. 8 MiB or more, so that the largest commit fits.</summary>
    public long QueueBytes { get; set; } = 64L << 20;

    /// <summary>Memory for blocks read from the files, with their indexes and filters, in bytes. 8 MiB or more.</summary>
    public long CacheBytes { get; set; } = 128L << 20;

    /// <summary>Memory for what is written and not yet in sorted files, in bytes. 8 MiB or more. A start reads back at most twice as much.</summary>
    public long WriteBufferBytes { get; set; } = 64L << 20;
}
