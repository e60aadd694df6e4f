using System.Runtime.InteropServices;
using System.Text;
using Orleans.Configuration;

namespace Orleans.Entities.RocksDb.Native;

/// <summary>One open RocksDB database. It closes when its owner and the last reader have let go of it.</summary>
/// <remarks>Safe for use by many threads; a thread that does not own it holds a <see cref="DatabaseLease"/>.</remarks>
internal sealed unsafe class Database : IDisposable
{
    private readonly DatabaseOptions _options;
    private readonly nint _db;
    private nint[] _families;
    private readonly nint _readOptions = Rocks.rocksdb_readoptions_create();
    private readonly nint _syncedWrite = Rocks.rocksdb_writeoptions_create();
    private readonly ManualResetEventSlim _closed = new();
    private int _holders = 1;

    /// <exception cref="RocksException">It could not be opened.</exception>
    internal Database(string folder, IReadOnlyList<string> families, RocksDbEntityOptions options, bool create)
    {
        _options = new DatabaseOptions(options, create);
        _families = new nint[families.Count];
        Rocks.rocksdb_writeoptions_set_sync(_syncedWrite, 1);

        var names = new nint[families.Count];
        var familyOptions = new nint[families.Count];
        for (var i = 0; i < names.Length; i++)
            (names[i], familyOptions[i]) = (Marshal.StringToCoTaskMemUTF8(families[i]), _options.Handle);

        byte* error = null;
        fixed (byte* path = Terminated(folder))
        fixed (nint* name = names, familyOption = familyOptions, family = _families)
            _db = Rocks.rocksdb_open_column_families(_options.Handle, path, names.Length, (byte**)name, familyOption, family, &error);
        foreach (var name in names)
            Marshal.FreeCoTaskMem(name);
        if (error is not null)
        {
            FreeOptions();
            _closed.Dispose();
            RocksException.ThrowIf(error);
        }
    }

    /// <summary>The families that a folder has, in no particular order.</summary>
    internal static List<string> FamiliesIn(string folder, RocksDbEntityOptions options)
    {
        using var native = new DatabaseOptions(options, create: false);
        nuint count;
        byte* error = null;
        byte** names;
        fixed (byte* path = Terminated(folder))
            names = Rocks.rocksdb_list_column_families(native.Handle, path, &count, &error);
        RocksException.ThrowIf(error);
        var result = new List<string>((int)count);
        for (nuint i = 0; i < count; i++)
            result.Add(Marshal.PtrToStringUTF8((nint)names[i])!);
        Rocks.rocksdb_list_column_families_destroy(names, count);
        return result;
    }

    /// <summary>Makes a family, behind those that are there. Before the database is shared only.</summary>
    /// <exception cref="RocksException">It could not be made.</exception>
    internal string AddFamily(string name)
    {
        byte* error = null;
        nint family;
        fixed (byte* bytes = Terminated(name))
            family = Rocks.rocksdb_create_column_family(_db, _options.Handle, bytes, &error);
        RocksException.ThrowIf(error);
        _families = [.. _families, family];
        return name;
    }

    /// <summary>The number of the last change: RocksDB counts each key that is written.</summary>
    internal ulong LastChange => Rocks.rocksdb_get_latest_sequence_number(_db);

    internal uint FamilyId(int index) => Rocks.rocksdb_column_family_handle_get_id(_families[index]);

    internal PinnedValue Get(byte family, ReadOnlySpan<byte> key)
    {
        byte* error = null;
        nint slice;
        fixed (byte* bytes = key)
            slice = Rocks.rocksdb_get_pinned_cf(_db, _readOptions, _families[family], bytes, (nuint)key.Length, &error);
        RocksException.ThrowIf(error);
        return new PinnedValue(slice);
    }

    /// <summary>Walks from a key to the end of those that share its first bytes.</summary>
    internal RangeIterator Range(byte family, ReadOnlySpan<byte> from, int prefixLength) => Range(family, from, from[..prefixLength]);

    /// <summary>Walks from a key to the end of those that begin with a last one; without it, to the end.</summary>
    internal RangeIterator Range(byte family, ReadOnlySpan<byte> from, ReadOnlySpan<byte> last) => new(_db, _families[family], from, last);

    /// <summary>Writes a batch in RocksDB's encoding. When it returns, the batch is on the disk.</summary>
    internal void Write(ReadOnlySpan<byte> batch)
    {
        byte* error = null;
        fixed (byte* bytes = batch)
        {
            var native = Rocks.rocksdb_writebatch_create_from(bytes, (nuint)batch.Length);
            Rocks.rocksdb_write(_db, _syncedWrite, native, &error);
            Rocks.rocksdb_writebatch_destroy(native);
        }

        RocksException.ThrowIf(error);
    }

    /// <summary>Makes a folder, not yet there, with a database of what is written now.</summary>
    internal void Checkpoint(string folder)
    {
        byte* error = null;
        var checkpoint = Rocks.rocksdb_checkpoint_object_create(_db, &error);
        RocksException.ThrowIf(error);
        fixed (byte* path = Terminated(folder))
            Rocks.rocksdb_checkpoint_create(checkpoint, path, ulong.MaxValue, &error);
        Rocks.rocksdb_checkpoint_object_destroy(checkpoint);
        RocksException.ThrowIf(error);
    }

    internal bool TryHold()
    {
        var holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            var seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
                return true;
            holders = seen;
        }

        return false;
    }

    internal void Release()
    {
        if (Interlocked.Decrement(ref _holders) != 0)
            return;
        foreach (var family in _families)
            Rocks.rocksdb_column_family_handle_destroy(family);
        Rocks.rocksdb_close(_db);
        FreeOptions();
        _closed.Set();
    }

    /// <summary>Gives the owner's hold up and returns when the files are closed.</summary>
    public void Dispose()
    {
        Release();
        _closed.Wait();
        _closed.Dispose();
    }

    private void FreeOptions()
    {
        Rocks.rocksdb_readoptions_destroy(_readOptions);
        Rocks.rocksdb_writeoptions_destroy(_syncedWrite);
        _options.Dispose();
    }

    private static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
