using Microsoft.Extensions.Logging;
using Orleans.Entities.RocksDb.Engine;
using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb;

/// <summary>Reads reminders in the order of their keys.</summary>
internal sealed partial class ReminderReader(StoreEngine engine, ILogger logger)
{
    // An iterator pins the files and memtables that it sees, and its caller's thread: a reading copies a page and lets go of both.
    private const int PageRows = 1024;

    /// <summary>Adds the rows from a key to the last of those that begin with another.</summary>
    internal async ValueTask ReadAsync(RecordBuffer from, RecordBuffer last, List<ReminderEntry> rows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (var next = ReadPage(from.Span, last.Span, rows); next is not null; next = ReadPage(next, last.Span, rows))
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    // The key to go on from; null at the end.
    private byte[]? ReadPage(ReadOnlySpan<byte> from, ReadOnlySpan<byte> last, List<ReminderEntry> rows)
    {
        using var lease = engine.Lease();
        using var stored = lease.Database.Range(Families.Reminders, from, last);
        for (var i = 0; stored.MoveNext(); i++)
        {
            if (i == PageRows)
                return stored.Key.ToArray();
            Add(stored.Key, stored.Value, rows);
        }

        return null;
    }

    // A row that cannot be read costs itself, not all the reminders of a silo.
    private void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, List<ReminderEntry> rows)
    {
        try
        {
            var (grain, name) = GrainKeys.ReadReminder(key);
            rows.Add(ReminderRecord.Read(grain, name, value));
        }
        catch (Exception e) when (e is EntityStoreException or ArgumentException)
        {
            LogUnreadable(e, Convert.ToHexString(key));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The reminder under the key {Key} cannot be read, and is left out")]
    private partial void LogUnreadable(Exception exception, string key);
}
