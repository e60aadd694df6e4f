using Orleans.Configuration;

namespace Orleans.Entities.RocksDb.Native;

/// <summary>The native options of one open database, each with its reason.</summary>
internal sealed class DatabaseOptions : IDisposable
{
    // RocksDB's default stops at the first damaged record of the log and goes on without whatever was acknowledged behind it. This
    // mode takes a record that is cut short at the end, as a crash leaves it, and refuses to open for any other damage.
    private const int TolerateCorruptedTailRecords = 0;
    private const int TwoLevelIndex = 2;
    private const double FilterBitsPerKey = 10;
    private const double MemtableFilterRatio = 0.01;
    private const int BackgroundJobs = 2;
    private const int OpenFiles = 1024;
    private const int BytesPerSync = 1 << 20;
    private const int InfoLogFiles = 4;
    private const int InfoLogBytes = 4 << 20;

    private readonly nint _cache;

    internal DatabaseOptions(RocksDbEntityOptions options, bool create)
    {
        _cache = Rocks.rocksdb_cache_create_lru((nuint)options.CacheBytes);

        var table = Rocks.rocksdb_block_based_options_create();
        // A first order of an entity looks for what is not there: the filter answers without a block read. The table takes the policy over.
        Rocks.rocksdb_block_based_options_set_filter_policy(table, Rocks.rocksdb_filterpolicy_create_bloom_full(FilterBitsPerKey));
        Rocks.rocksdb_block_based_options_set_block_cache(table, _cache);
        // Otherwise filters and indexes grow with the data, outside every bound.
        Rocks.rocksdb_block_based_options_set_cache_index_and_filter_blocks(table, 1);
        Rocks.rocksdb_block_based_options_set_cache_index_and_filter_blocks_with_high_priority(table, 1);
        // In small parts: in one block each, those of a large file are larger than a shard of the cache, and every lookup reads them anew.
        Rocks.rocksdb_block_based_options_set_index_type(table, TwoLevelIndex);
        Rocks.rocksdb_block_based_options_set_partition_filters(table, 1);
        Rocks.rocksdb_block_based_options_set_pin_top_level_index_and_filter(table, 1);
        Rocks.rocksdb_block_based_options_set_pin_l0_filter_and_index_blocks_in_cache(table, 1);

        Handle = Rocks.rocksdb_options_create();
        Rocks.rocksdb_options_set_block_based_table_factory(Handle, table);
        Rocks.rocksdb_block_based_options_destroy(table);
        Rocks.rocksdb_options_set_create_if_missing(Handle, create ? (byte)1 : (byte)0);
        Rocks.rocksdb_options_set_create_missing_column_families(Handle, create ? (byte)1 : (byte)0);
        Rocks.rocksdb_options_set_wal_recovery_mode(Handle, TolerateCorruptedTailRecords);
        // A tail may be cut short in the newest log only: each log names the end of the one before it, and a start compares.
        Rocks.rocksdb_options_set_track_and_verify_wals(Handle, 1);
        // One bound for the memtables of all families together, and as much again for those being written out; the log behind them,
        // which a start reads back, is bounded likewise: a family that is seldom written would hold it for ever.
        Rocks.rocksdb_options_set_db_write_buffer_size(Handle, (nuint)options.WriteBufferBytes);
        Rocks.rocksdb_options_set_write_buffer_size(Handle, (nuint)options.WriteBufferBytes);
        Rocks.rocksdb_options_set_max_total_wal_size(Handle, (ulong)options.WriteBufferBytes * 2);
        // The commit thread looks each head up before it writes it: for a new entity the filter spares the search of the memtable.
        Rocks.rocksdb_options_set_memtable_prefix_bloom_size_ratio(Handle, MemtableFilterRatio);
        Rocks.rocksdb_options_set_memtable_whole_key_filtering(Handle, 1);
        Rocks.rocksdb_options_set_max_background_jobs(Handle, BackgroundJobs);
        Rocks.rocksdb_options_set_max_open_files(Handle, OpenFiles);
        // Large files reach the disk as they are written, not in one go that holds up the log's syncs.
        Rocks.rocksdb_options_set_bytes_per_sync(Handle, BytesPerSync);
        Rocks.rocksdb_options_set_keep_log_file_num(Handle, InfoLogFiles);
        Rocks.rocksdb_options_set_max_log_file_size(Handle, InfoLogBytes);
        Rocks.rocksdb_options_set_level_compaction_dynamic_level_bytes(Handle, 1);
    }

    internal nint Handle { get; }

    public void Dispose()
    {
        Rocks.rocksdb_options_destroy(Handle);
        Rocks.rocksdb_cache_destroy(_cache);
    }
}
