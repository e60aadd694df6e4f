using System.Text;
using System.Text.Json;
using RocksDbSharp;

namespace Marketplace.Payments.Sandbox.Storage;

/// <summary>
/// The gateway's books: a reference's record is changed by one thread, in groups, and a change is answered when its group is on disk.
/// </summary>
internal sealed class PaymentBooks : IDisposable
{
    private const int MaxWaiting = 16_384;
    private const int MaxGroup = 256;

    private readonly RocksDb _db;
    private readonly WriteOptions _synced = new WriteOptions().SetSync(true);
    private readonly WaitingChanges<Change> _waiting = new(MaxWaiting);
    private readonly HashSet<BookScan> _scans = [];
    private readonly Thread _writer;
    private bool _disposed;

    public PaymentBooks(string directory)
    {
        Directory.CreateDirectory(directory);
        var options = new DbOptions()
            .SetCreateIfMissing(true)
            .SetWalRecoveryMode(Recovery.TolerateCorruptedTailRecords)
            .SetMaxTotalWalSize(64 << 20);
        _db = RocksDb.Open(options, directory);
        _writer = new Thread(WriteGroups) { IsBackground = true, Name = "sandbox-gateway" };
        _writer.Start();
    }

    public StoredPayment? Find(string reference) => Decode(_db.Get(Encoding.UTF8.GetBytes(reference)));

    /// <summary>Changes a record by a pure decision, and answers what is in the books then, durably.</summary>
    public Task<StoredPayment> ChangeAsync(string reference, Func<StoredPayment?, StoredPayment> decide)
    {
        var change = new Change(Encoding.UTF8.GetBytes(reference), reference, decide);
        return _waiting.TryAdd(change)
            ? change.Task
            : throw new BooksBusyException("The gateway has more to do than it takes on; ask again.");
    }

    /// <exception cref="ObjectDisposedException">The books were closed meanwhile.</exception>
    public IEnumerable<KeyValuePair<string, StoredPayment>> Scan(string prefix)
    {
        var scan = BeginScan(Encoding.UTF8.GetBytes(prefix));
        try
        {
            while (scan.TryNext(out var key, out var value))
                yield return KeyValuePair.Create(Encoding.UTF8.GetString(key), Decode(value)!);
        }
        finally
        {
            lock (_scans)
                _scans.Remove(scan);
            scan.Dispose();
        }
    }

    /// <summary>Writes nothing, durably: what keeps a change from being written keeps this.</summary>
    /// <exception cref="IOException">It is kept from being written.</exception>
    public void Check()
    {
        using var nothing = new WriteBatch();
        try
        {
            _db.Write(nothing, _synced);
        }
        catch (RocksDbException failure)
        {
            throw new IOException($"The books cannot be written ({failure.Message.TrimEnd('.')}).", failure);
        }
    }

    public void Dispose()
    {
        // A container disposes of what it gives under two names twice.
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        _waiting.Close();
        _writer.Join();
        lock (_scans)
        {
            foreach (var scan in _scans)
                scan.Dispose();
        }

        _db.Dispose();
        _waiting.Dispose();
    }

    private BookScan BeginScan(byte[] prefix)
    {
        lock (_scans)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var scan = new BookScan(_db, prefix);
            _scans.Add(scan);
            return scan;
        }
    }

    private void WriteGroups()
    {
        var group = new List<Change>(MaxGroup);
        var decided = new Dictionary<string, StoredPayment>(StringComparer.Ordinal);
        while (_waiting.Take(group, MaxGroup))
        {
            try
            {
                WriteGroup(group, decided);
            }
            catch (Exception error) when (error is RocksDbException or JsonException)
            {
                foreach (var change in group)
                    change.TrySetException(error);
            }

            group.Clear();
            decided.Clear();
        }
    }

    private void WriteGroup(List<Change> group, Dictionary<string, StoredPayment> decided)
    {
        using var batch = new WriteBatch();
        var changed = false;
        foreach (var change in group)
        {
            var current = decided.TryGetValue(change.Reference, out var earlier) ? earlier : Decode(_db.Get(change.Key));
            var next = change.Decide(current);
            change.Answer = next;
            if (next == current)
                continue;
            decided[change.Reference] = next;
            batch.Put(change.Key, JsonSerializer.SerializeToUtf8Bytes(next, StoredPaymentJson.Default.StoredPayment));
            changed = true;
        }

        if (changed)
            _db.Write(batch, _synced);
        foreach (var change in group)
            change.TrySetResult(change.Answer!);
    }

    private static StoredPayment? Decode(byte[]? value)
        => value is null ? null : JsonSerializer.Deserialize(value, StoredPaymentJson.Default.StoredPayment);

    private sealed class Change(byte[] key, string reference, Func<StoredPayment?, StoredPayment> decide)
        : TaskCompletionSource<StoredPayment>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public byte[] Key { get; } = key;

        public string Reference { get; } = reference;

        public Func<StoredPayment?, StoredPayment> Decide { get; } = decide;

        public StoredPayment? Answer { get; set; }
    }
}
