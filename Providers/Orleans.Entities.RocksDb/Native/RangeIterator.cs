using System.Runtime.InteropServices;
using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb.Native;

/// <summary>Walks a family's keys in byte order, from a key to the end of those that begin with a last one.</summary>
/// <remarks>It pins files and memtables while it lives: read a page, copy, dispose.</remarks>
internal unsafe ref struct RangeIterator
{
    private readonly nint _iterator;
    private readonly nint _options;
    private readonly byte* _bound;
    private bool _positioned;

    /// <summary>Starts at <paramref name="from"/> and ends with the keys that begin with <paramref name="last"/>; if that is empty, with all.</summary>
    internal RangeIterator(nint db, nint family, ReadOnlySpan<byte> from, ReadOnlySpan<byte> last)
    {
        _options = Rocks.rocksdb_readoptions_create();
        if (last.Length > 0)
        {
            // RocksDB keeps the bound's address for as long as the iterator lives.
            _bound = (byte*)NativeMemory.Alloc((nuint)last.Length);
            var bound = new Span<byte>(_bound, last.Length);
            last.CopyTo(bound);
            Rocks.rocksdb_readoptions_set_iterate_upper_bound(_options, _bound, (nuint)Keys.Successor(bound));
        }

        _iterator = Rocks.rocksdb_create_iterator_cf(db, _options, family);
        fixed (byte* key = from)
            Rocks.rocksdb_iter_seek(_iterator, key, (nuint)from.Length);
    }

    internal readonly ReadOnlySpan<byte> Key
    {
        get
        {
            nuint length;
            var key = Rocks.rocksdb_iter_key(_iterator, &length);
            return new ReadOnlySpan<byte>(key, checked((int)length));
        }
    }

    internal readonly ReadOnlySpan<byte> Value
    {
        get
        {
            nuint length;
            var value = Rocks.rocksdb_iter_value(_iterator, &length);
            return new ReadOnlySpan<byte>(value, checked((int)length));
        }
    }

    /// <summary>Goes to the next key; false at the end.</summary>
    /// <exception cref="RocksException">The files could not be read.</exception>
    internal bool MoveNext()
    {
        if (_positioned)
            Rocks.rocksdb_iter_next(_iterator);
        _positioned = true;
        if (Rocks.rocksdb_iter_valid(_iterator) != 0)
            return true;
        byte* error = null;
        Rocks.rocksdb_iter_get_error(_iterator, &error);
        RocksException.ThrowIf(error);
        return false;
    }

    public readonly void Dispose()
    {
        Rocks.rocksdb_iter_destroy(_iterator);
        Rocks.rocksdb_readoptions_destroy(_options);
        NativeMemory.Free(_bound);
    }
}
