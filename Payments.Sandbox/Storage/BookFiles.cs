using RocksDbSharp;

namespace Marketplace.Payments.Sandbox.Storage;

/// <summary>
/// The books' files. A write that fails leaves in doubt what is on the disk, and after a sync that failed the next one says nothing of what
/// the first left out: then they are closed and opened again. Opening reads the log back and writes what it holds into new, synced files.
/// </summary>
/// <remarks>Any thread may read; one writes, closes and opens.</remarks>
internal sealed class BookFiles : IDisposable
{
    private readonly WriteOptions _synced = new WriteOptions().SetSync(true);
    private readonly ReaderWriterLockSlim _gate = new();
    private readonly HashSet<BookScan> _scans = [];
    private readonly string _directory;
    private RocksDb? _db;
    private string? _failure;
    private bool _disposed;

    public BookFiles(string directory)
    {
        Directory.CreateDirectory(directory);
        _directory = directory;
        _db = Open(directory);
    }

    /// <exception cref="IOException">They are closed, until they can be opened again.</exception>
    public void ThrowIfClosed()
    {
        if (Volatile.Read(ref _failure) is { } failure)
            throw new IOException($"The books cannot be used now ({failure.TrimEnd('.')}).");
    }

    /// <exception cref="IOException">They are closed.</exception>
    /// <exception cref="RocksDbException">They cannot be read.</exception>
    public byte[]? Get(byte[] key)
    {
        _gate.EnterReadLock();
        try
        {
            return Opened.Get(key);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>Writes a batch, durably; one that is empty shows that it could.</summary>
    /// <exception cref="IOException">They are closed.</exception>
    /// <exception cref="RocksDbException">What is on the disk now is not known.</exception>
    public void Write(WriteBatch batch) => Opened.Write(batch, _synced);

    /// <exception cref="IOException">They are closed.</exception>
    public BookScan BeginScan(byte[] prefix)
    {
        _gate.EnterReadLock();
        try
        {
            var scan = new BookScan(Opened, prefix);
            lock (_scans)
                _scans.Add(scan);
            return scan;
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    public void EndScan(BookScan scan)
    {
        // What is still open when the files are closed brings down the process.
        lock (_scans)
        {
            _scans.Remove(scan);
            scan.Dispose();
        }
    }

    /// <summary>Closes them, under whoever scans them too.</summary>
    public void Close(string failure)
    {
        _gate.EnterWriteLock();
        try
        {
            Volatile.Write(ref _failure, failure);
            lock (_scans)
            {
                foreach (var scan in _scans)
                    scan.Dispose();
            }

            _db?.Dispose();
            _db = null;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>Opens them again; false when that cannot be now.</summary>
    public bool TryOpen()
    {
        _gate.EnterWriteLock();
        try
        {
            _db ??= Open(_directory);
            Volatile.Write(ref _failure, null);
            return true;
        }
        catch (RocksDbException failure)
        {
            Volatile.Write(ref _failure, failure.Message);
            return false;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    public void Dispose()
    {
        Volatile.Write(ref _disposed, true);
        Close("they are closed");
        _gate.Dispose();
    }

    private RocksDb Opened
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
            ThrowIfClosed();
            return _db!;
        }
    }

    private static RocksDb Open(string directory) => RocksDb.Open(
        new DbOptions()
            .SetCreateIfMissing(true)
            .SetWalRecoveryMode(Recovery.TolerateCorruptedTailRecords)
            .SetMaxTotalWalSize(64 << 20),
        directory);
}
