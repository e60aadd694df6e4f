using RocksDbSharp;

namespace Marketplace.Payments.Sandbox.Storage;

/// <summary>
/// A reading of the books from one snapshot. It can be closed under its reader, who hears of it then: what the files' library is still
/// reading when they are closed brings down the process.
/// </summary>
internal sealed class BookScan : IDisposable
{
    private readonly Lock _gate = new();
    private readonly byte[] _prefix;
    private readonly Snapshot _snapshot;
    private readonly Iterator _iterator;
    private bool _closed;

    public BookScan(RocksDb db, byte[] prefix)
    {
        _prefix = prefix;
        _snapshot = db.CreateSnapshot();
        _iterator = db.NewIterator(null, new ReadOptions().SetSnapshot(_snapshot));
        _iterator.Seek(prefix);
    }

    /// <summary>The next entry; false at the end.</summary>
    /// <exception cref="ObjectDisposedException">It was closed.</exception>
    public bool TryNext(out byte[] key, out byte[] value)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            (key, value) = ([], []);
            if (!_iterator.Valid())
                return false;
            key = _iterator.Key();
            if (!key.AsSpan().StartsWith(_prefix))
                return false;
            value = _iterator.Value();
            _iterator.Next();
            return true;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
                return;
            _closed = true;
            _iterator.Dispose();
            _snapshot.Dispose();
        }
    }
}
