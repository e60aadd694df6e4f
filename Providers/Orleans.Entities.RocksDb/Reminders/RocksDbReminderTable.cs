using Microsoft.Extensions.Logging;
using Orleans.Entities.RocksDb.Engine;
using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb;

/// <summary>Keeps reminders in the store's files, in the order of their grains' hashes, so that a range is read without the rest.</summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class RocksDbReminderTable(string serviceId, RocksDbEntityStore store, ILogger<RocksDbReminderTable> logger) : IReminderTable
{
    private readonly ReminderReader _reader = new(store.Engine, logger);

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        store.Engine.ThrowIfFailed();
        return Task.CompletedTask;
    }

    public Task<ReminderTableData> ReadRows(GrainId grainId) => ReadRows(grainId, CancellationToken.None);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => ReadRows(begin, end, CancellationToken.None);

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => ReadRow(grainId, reminderName, CancellationToken.None);

    public Task<string?> UpsertRow(ReminderEntry entry) => UpsertRow(entry, CancellationToken.None);

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        RemoveRow(grainId, reminderName, eTag, CancellationToken.None);

    public Task TestOnlyClearTable() => TestOnlyClearTable(CancellationToken.None);

    public async Task<ReminderTableData> ReadRows(GrainId grainId, CancellationToken cancellationToken)
    {
        var prefix = new RecordBuffer(int.MaxValue);
        GrainKeys.AppendReminders(prefix, serviceId, grainId);
        var rows = new List<ReminderEntry>();
        await _reader.ReadAsync(prefix, prefix, rows, cancellationToken);
        return new ReminderTableData(rows);
    }

    public async Task<ReminderTableData> ReadRows(uint begin, uint end, CancellationToken cancellationToken)
    {
        var rows = new List<ReminderEntry>();
        if (begin < uint.MaxValue)
            await ReadAsync(begin + 1, begin < end ? end : uint.MaxValue, rows, cancellationToken);
        if (begin >= end)
            await ReadAsync(0, end, rows, cancellationToken);
        return new ReminderTableData(rows);
    }

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = new RecordBuffer(int.MaxValue);
        GrainKeys.AppendReminder(key, serviceId, grainId, reminderName);
        using var lease = store.Engine.Lease();
        using var value = lease.Database.Get(Families.Reminders, key.Span);
        return Task.FromResult(value.Found ? ReminderRecord.Read(grainId, reminderName, value.Span) : null);
    }

    public async Task<string?> UpsertRow(ReminderEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = store.Tagged.New();
        try
        {
            GrainKeys.AppendReminder(write.Key, serviceId, entry.GrainId, entry.ReminderName);
            write.BeginPut(Families.Reminders, TagCondition.Anything);
            ReminderRecord.Append(write.Value, entry);
            await SendAsync(write, entry.GrainId, entry.ReminderName, cancellationToken);
            return ETags.ToText(write.Tag);
        }
        finally
        {
            write.Discard();
        }
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = store.Tagged.New();
        try
        {
            GrainKeys.AppendReminder(write.Key, serviceId, grainId, reminderName);
            if (!ETags.TryRead(eTag, out var tag))
                return false;
            write.BeginDelete(Families.Reminders, TagCondition.Only(tag));
            return await SendAsync(write, grainId, reminderName, cancellationToken) == CommitOutcome.Committed;
        }
        finally
        {
            write.Discard();
        }
    }

    public async Task TestOnlyClearTable(CancellationToken cancellationToken)
    {
        foreach (var row in (await ReadRows(0, 0, cancellationToken)).Reminders)
            await RemoveRow(row.GrainId, row.ReminderName, row.ETag!, cancellationToken);
    }

    private ValueTask ReadAsync(uint first, uint last, List<ReminderEntry> rows, CancellationToken cancellationToken)
    {
        var (from, to) = (new RecordBuffer(int.MaxValue), new RecordBuffer(int.MaxValue));
        GrainKeys.AppendHash(from, serviceId, first);
        GrainKeys.AppendHash(to, serviceId, last);
        return _reader.ReadAsync(from, to, rows, cancellationToken);
    }

    private async ValueTask<CommitOutcome> SendAsync(TaggedWrite write, GrainId grain, string name, CancellationToken cancellationToken) =>
        await store.Tagged.SendAsync(write, cancellationToken) switch
        {
            CommitOutcome.NotApplied => throw new EntityStoreException($"The reminder {new NameInMessage(name, grain)} was not changed.", store.Engine.Unavailable()),
            CommitOutcome.Unknown => throw new EntityStoreException(
                $"Whether the reminder {new NameInMessage(name, grain)} was changed is not known, since the store does not answer.", store.Engine.Unavailable()),
            var outcome => outcome,
        };
}
