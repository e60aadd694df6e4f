namespace Orleans.Storage.Contract;

/// <summary>A place for reminders in memory: the contract without durability. What a mutant of it does wrong is what it overrides.</summary>
public class InMemoryReminderPlace : ReminderTableUnderTest
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Service, GrainId Grain, string Name), ReminderEntry> _rows = [];

    public override async ValueTask<IReminderTable> OpenAsync(string serviceId = "tests")
    {
        var table = new InMemoryReminderTable(this, serviceId);
        await ((IReminderTable)table).StartAsync();
        return table;
    }

    public override ValueTask RestartAsync() => default;

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>What a reminder is found by.</summary>
    protected internal virtual (string Service, GrainId Grain, string Name) KeyOf(string service, GrainId grain, string name) => (service, grain, name);

    /// <summary>Whether a hash is in a range.</summary>
    protected internal virtual bool IsIn(uint hash, uint begin, uint end) => begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

    /// <summary>The ETag of what is to be written over an ETag, if there is one.</summary>
    protected internal virtual string NewETag(string? before) => $"{Guid.NewGuid():N}";

    /// <summary>Whether a reminder may be removed.</summary>
    protected internal virtual bool Fits(string? stored, string? given) => stored == given;

    internal List<ReminderEntry> Where(string service, Func<ReminderEntry, bool> predicate)
    {
        lock (_lock)
            return [.. _rows.Where(row => row.Key.Service == service && predicate(row.Value)).Select(row => Copy(row.Value))];
    }

    internal string Put(string service, ReminderEntry entry)
    {
        lock (_lock)
        {
            var key = KeyOf(service, entry.GrainId, entry.ReminderName);
            var row = Copy(entry);
            row.ETag = NewETag(_rows.GetValueOrDefault(key)?.ETag);
            _rows[key] = row;
            return row.ETag;
        }
    }

    internal bool Remove(string service, GrainId grain, string name, string? etag)
    {
        lock (_lock)
        {
            var key = KeyOf(service, grain, name);
            return _rows.TryGetValue(key, out var row) && Fits(row.ETag, etag) && _rows.Remove(key);
        }
    }

    private static ReminderEntry Copy(ReminderEntry entry) => new()
    {
        GrainId = entry.GrainId,
        ReminderName = entry.ReminderName,
        StartAt = entry.StartAt,
        Period = entry.Period,
        ETag = entry.ETag,
    };
}
