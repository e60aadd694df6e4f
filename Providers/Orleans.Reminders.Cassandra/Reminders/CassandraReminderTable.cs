using Microsoft.Extensions.Logging;

namespace Orleans.Reminders.Cassandra;

/// <summary>Keeps reminders in Cassandra, in the order of their grains' hashes, so that a silo reads its part of the ring without the rest.</summary>
/// <remarks>Safe for use by many threads. A cancelled call is left before it writes, not afterwards.</remarks>
internal sealed class CassandraReminderTable(
    Func<CancellationToken, Task<IReminderRows>> open, TimeProvider time, ReminderMetrics metrics, ILogger<CassandraReminderTable> logger) : IReminderTable, IDisposable
{
    // Partitions that are read at once, by all readings of a silo together: the whole ring is 256 of them.
    private const int MaxReads = 64;

    private readonly SemaphoreSlim _reads = new(MaxReads);
    private IReminderRows? _rows;
    private ReminderWriter? _writer;

    private IReminderRows Rows => _rows ?? throw NotStarted();

    private ReminderWriter Writer => _writer ?? throw NotStarted();

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_rows is not null)
            return;
        var rows = await open(cancellationToken);
        (_writer, _rows) = (new ReminderWriter(rows, time, metrics, logger), rows);
    }

    public Task<ReminderTableData> ReadRows(GrainId grainId) => ReadRows(grainId, CancellationToken.None);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => ReadRows(begin, end, CancellationToken.None);

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => ReadRow(grainId, reminderName, CancellationToken.None);

    public Task<string?> UpsertRow(ReminderEntry entry) => UpsertRow(entry, CancellationToken.None);

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => RemoveRow(grainId, reminderName, eTag, CancellationToken.None);

    public Task TestOnlyClearTable() => TestOnlyClearTable(CancellationToken.None);

    public async Task<ReminderTableData> ReadRows(GrainId grainId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ReminderKey.CheckGrain(grainId);
        return new ReminderTableData(await ReadingAsync("grain", () => Rows.ReadAsync(grainId, cancellationToken)));
    }

    public async Task<ReminderTableData> ReadRows(uint begin, uint end, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var slices = await ReadingAsync("range", async () => await Task.WhenAll(RingSlice.Of(begin, end).Select(slice => ReadAsync(slice, cancellationToken))));
        return new ReminderTableData(slices.SelectMany(slice => slice));
    }

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = KeyOf(grainId, reminderName);
        return await ReadingAsync("one", () => Rows.FindAsync(key, cancellationToken));
    }

    public async Task<string?> UpsertRow(ReminderEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        cancellationToken.ThrowIfCancellationRequested();
        return (await Writer.PutAsync(KeyOf(entry.GrainId, entry.ReminderName), entry, cancellationToken)).ToString("N");
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = KeyOf(grainId, reminderName);
        return Guid.TryParseExact(eTag, "N", out var etag) && await Writer.RemoveAsync(key, etag, cancellationToken);
    }

    public async Task TestOnlyClearTable(CancellationToken cancellationToken)
    {
        foreach (var row in (await ReadRows(0, 0, cancellationToken)).Reminders)
            await RemoveRow(row.GrainId, row.ReminderName, row.ETag!, cancellationToken);
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _reads.Dispose();
    }

    private async ValueTask<T> ReadingAsync<T>(string scope, Func<ValueTask<T>> read)
    {
        var (began, failed) = (time.GetTimestamp(), true);
        try
        {
            var found = await read();
            failed = false;
            return found;
        }
        finally
        {
            metrics.Read(scope, began, failed);
        }
    }

    private async Task<List<ReminderEntry>> ReadAsync(RingSlice slice, CancellationToken cancellationToken)
    {
        await _reads.WaitAsync(cancellationToken);
        try
        {
            return await Rows.ReadAsync(slice, cancellationToken);
        }
        finally
        {
            _reads.Release();
        }
    }

    private static ReminderKey KeyOf(GrainId grain, string name)
    {
        var key = new ReminderKey(grain, name);
        key.Check();
        return key;
    }

    private static InvalidOperationException NotStarted() => new("The table of reminders is not started.");
}
