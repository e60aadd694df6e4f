namespace Orleans.Entities.RocksDb.Native;

/// <summary>A value as RocksDB holds it, without a copy, until it is disposed.</summary>
internal readonly unsafe ref struct PinnedValue(nint slice)
{
    internal bool Found => slice != 0;

    internal ReadOnlySpan<byte> Span
    {
        get
        {
            if (slice == 0)
                return default;
            nuint length;
            var value = Rocks.rocksdb_pinnableslice_value(slice, &length);
            return new ReadOnlySpan<byte>(value, checked((int)length));
        }
    }

    public void Dispose()
    {
        if (slice != 0)
            Rocks.rocksdb_pinnableslice_destroy(slice);
    }
}
