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
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly BookFiles _files;
    private readonly WaitingChanges<Change> _waiting = new(MaxWaiting);
    private readonly ManualResetEventSlim _stopping = new();
    private readonly Thread _writer;
    private bool _disposed;

    public PaymentBooks(string directory)
    {
        _files = new(directory);
        _writer = new Thread(WriteGroups) { IsBackground = true, Name = "sandbox-gateway" };
        _writer.Start();
    }

    /// <exception cref="IOException">The books are closed, until they can be opened again.</exception>
    public StoredPayment? Find(string reference) => Decode(_files.Get(Encoding.UTF8.GetBytes(reference)));

    /// <summary>Changes a record by a pure decision, and answers what is in the books then, durably.</summary>
    /// <exception cref="IOException">The books are closed, until they can be opened again: nothing was changed.</exception>
    public async Task<StoredPayment> ChangeAsync(string reference, Func<StoredPayment?, StoredPayment> decide)
        => (await AddAsync(new Change(reference, decide)))!;

    /// <exception cref="ObjectDisposedException">The books were closed meanwhile.</exception>
    /// <exception cref="IOException">They are closed.</exception>
    public IEnumerable<KeyValuePair<string, StoredPayment>> Scan(string prefix)
    {
        var scan = _files.BeginScan(Encoding.UTF8.GetBytes(prefix));
        try
        {
            while (scan.TryNext(out var key, out var value))
                yield return KeyValuePair.Create(Encoding.UTF8.GetString(key), Decode(value)!);
        }
        finally
        {
            _files.EndScan(scan);
        }
    }

    /// <summary>Writes nothing, durably: what keeps a change from being written keeps this.</summary>
    /// <exception cref="IOException">It is kept from being written.</exception>
    public async Task CheckAsync()
    {
        try
        {
            await AddAsync(new Change("", null));
        }
        catch (Exception failure) when (failure is RocksDbException or BooksBusyException)
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
        _stopping.Set();
        _writer.Join();
        _files.Dispose();
        _waiting.Dispose();
        _stopping.Dispose();
    }

    private Task<StoredPayment?> AddAsync(Change change)
    {
        _files.ThrowIfClosed();
        return _waiting.TryAdd(change)
            ? change.Task
            : throw new BooksBusyException("The gateway has more to do than it takes on; ask again.");
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
#pragma warning disable CA1031 // Whatever it is, those who wait hear of it, and others are still to be served.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                _files.Close(failure.Message);
                foreach (var change in group)
                    change.TrySetException(failure);
                Reopen();
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
            changed |= TryDecide(change, batch, decided);
        if (changed)
            _files.Write(batch);
        foreach (var change in group)
            change.TrySetResult(change.Answer);
    }

    /// <summary>What a change is to write; a decision that fails costs only itself.</summary>
    private bool TryDecide(Change change, WriteBatch batch, Dictionary<string, StoredPayment> decided)
    {
        if (change.Decide is not { } decide)
            return true;
        try
        {
            var current = decided.TryGetValue(change.Reference, out var earlier) ? earlier : Decode(_files.Get(change.Key));
            var next = decide(current);
            change.Answer = next;
            if (next == current)
                return false;
            batch.Put(change.Key, JsonSerializer.SerializeToUtf8Bytes(next, StoredPaymentJson.Default.StoredPayment));
            decided[change.Reference] = next;
            return true;
        }
        catch (Exception failure) when (failure is not RocksDbException)
        {
            change.TrySetException(failure);
            return false;
        }
    }

    private void Reopen()
    {
        for (var pause = FirstPause; !_files.TryOpen(); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (_stopping.Wait(pause))
                return;
        }
    }

    private static StoredPayment? Decode(byte[]? value)
        => value is null ? null : JsonSerializer.Deserialize(value, StoredPaymentJson.Default.StoredPayment);

    /// <summary>A change, or a check where there is nothing to decide.</summary>
    private sealed class Change(string reference, Func<StoredPayment?, StoredPayment>? decide)
        : TaskCompletionSource<StoredPayment?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public byte[] Key { get; } = Encoding.UTF8.GetBytes(reference);

        public string Reference { get; } = reference;

        public Func<StoredPayment?, StoredPayment>? Decide { get; } = decide;

        public StoredPayment? Answer { get; set; }
    }
}
