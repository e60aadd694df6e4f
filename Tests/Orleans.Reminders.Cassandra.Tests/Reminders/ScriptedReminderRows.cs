namespace Orleans.Reminders.Cassandra.Tests.Reminders;

/// <summary>Rows that answer what a test says, call after call.</summary>
internal sealed class ScriptedReminderRows : IReminderRows
{
    private readonly Queue<Func<Guid, ChangeAnswer>> _changes = new();
    private readonly Queue<Func<Guid?>> _reads = new();

    public List<Guid> Changes { get; } = [];

    public Guid LastETag => Changes[^1];

    public ScriptedReminderRows OnChange(Func<Guid, ChangeAnswer> answer)
    {
        _changes.Enqueue(answer);
        return this;
    }

    public ScriptedReminderRows OnRead(Func<Guid?> answer)
    {
        _reads.Enqueue(answer);
        return this;
    }

    public ValueTask<ReminderEntry?> FindAsync(ReminderKey key, CancellationToken cancellationToken) =>
        new(Next(_reads)() is { } etag ? new ReminderEntry { GrainId = key.Grain, ReminderName = key.Name, ETag = etag.ToString("N") } : null);

    public ValueTask<List<ReminderEntry>> ReadAsync(GrainId grain, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<List<ReminderEntry>> ReadAsync(RingSlice slice, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ChangeAnswer> TryPutAsync(ReminderKey key, ReminderEntry entry, Guid etag) => ChangeAsync(etag);

    public ValueTask<ChangeAnswer> TryRemoveAsync(ReminderKey key, Guid etag) => ChangeAsync(etag);

    private ValueTask<ChangeAnswer> ChangeAsync(Guid etag)
    {
        Changes.Add(etag);
        return new(Next(_changes)(etag));
    }

    // The last answer is given for ever.
    private static T Next<T>(Queue<T> answers) => answers.Count > 1 ? answers.Dequeue() : answers.Peek();
}
