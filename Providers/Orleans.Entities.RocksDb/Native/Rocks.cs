using System.Runtime.InteropServices;

namespace Orleans.Entities.RocksDb.Native;

/// <summary>The functions of RocksDB's C interface that the store uses, as they are: pointers in, pointers out.</summary>
/// <remarks>
/// The package's own managed interface marshals each call and copies each value; here a group of writes is one call and a read
/// copies once. Errors come as a zero-terminated string that <see cref="RocksException.ThrowIf"/> turns into an exception.
/// </remarks>
internal static unsafe partial class Rocks
{
    private const string Library = "rocksdb";

    static Rocks() => NativeLibrary.SetDllImportResolver(typeof(Rocks).Assembly, RocksLibrary.Resolve);

    [LibraryImport(Library)]
    internal static partial void rocksdb_free(void* value);

    // Opening and closing.
    [LibraryImport(Library)]
    internal static partial nint rocksdb_open_column_families(
        nint options, byte* path, int count, byte** names, nint* familyOptions, nint* families, byte** error);

    [LibraryImport(Library)]
    internal static partial byte** rocksdb_list_column_families(nint options, byte* path, nuint* count, byte** error);

    [LibraryImport(Library)]
    internal static partial void rocksdb_list_column_families_destroy(byte** names, nuint count);

    [LibraryImport(Library)]
    internal static partial ulong rocksdb_get_latest_sequence_number(nint db);

    [LibraryImport(Library)]
    internal static partial void rocksdb_close(nint db);

    [LibraryImport(Library)]
    internal static partial nint rocksdb_create_column_family(nint db, nint options, byte* name, byte** error);

    [LibraryImport(Library)]
    internal static partial uint rocksdb_column_family_handle_get_id(nint family);

    [LibraryImport(Library)]
    internal static partial void rocksdb_column_family_handle_destroy(nint family);

    // Reading.
    [LibraryImport(Library)]
    internal static partial nint rocksdb_get_pinned_cf(nint db, nint options, nint family, byte* key, nuint length, byte** error);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial byte* rocksdb_pinnableslice_value(nint slice, nuint* length);

    [LibraryImport(Library)]
    internal static partial void rocksdb_pinnableslice_destroy(nint slice);

    [LibraryImport(Library)]
    internal static partial nint rocksdb_create_iterator_cf(nint db, nint options, nint family);

    [LibraryImport(Library)]
    internal static partial void rocksdb_iter_seek(nint iterator, byte* key, nuint length);

    [LibraryImport(Library)]
    internal static partial void rocksdb_iter_next(nint iterator);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial byte rocksdb_iter_valid(nint iterator);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial byte* rocksdb_iter_key(nint iterator, nuint* length);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial byte* rocksdb_iter_value(nint iterator, nuint* length);

    [LibraryImport(Library)]
    internal static partial void rocksdb_iter_get_error(nint iterator, byte** error);

    [LibraryImport(Library)]
    internal static partial void rocksdb_iter_destroy(nint iterator);

    [LibraryImport(Library)]
    internal static partial nint rocksdb_readoptions_create();

    [LibraryImport(Library)]
    internal static partial void rocksdb_readoptions_set_iterate_upper_bound(nint options, byte* key, nuint length);

    [LibraryImport(Library)]
    internal static partial void rocksdb_readoptions_destroy(nint options);

    // Writing.
    [LibraryImport(Library)]
    internal static partial nint rocksdb_writebatch_create_from(byte* bytes, nuint length);

    [LibraryImport(Library)]
    internal static partial void rocksdb_writebatch_destroy(nint batch);

    [LibraryImport(Library)]
    internal static partial void rocksdb_write(nint db, nint options, nint batch, byte** error);

    [LibraryImport(Library)]
    internal static partial nint rocksdb_writeoptions_create();

    [LibraryImport(Library)]
    internal static partial void rocksdb_writeoptions_set_sync(nint options, byte value);

    [LibraryImport(Library)]
    internal static partial void rocksdb_writeoptions_destroy(nint options);

    // Checkpoints.
    [LibraryImport(Library)]
    internal static partial nint rocksdb_checkpoint_object_create(nint db, byte** error);

    [LibraryImport(Library)]
    internal static partial void rocksdb_checkpoint_create(nint checkpoint, byte* folder, ulong logSizeForFlush, byte** error);

    [LibraryImport(Library)]
    internal static partial void rocksdb_checkpoint_object_destroy(nint checkpoint);
}
