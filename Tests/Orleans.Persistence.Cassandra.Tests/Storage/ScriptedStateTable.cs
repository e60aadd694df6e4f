namespace Orleans.Persistence.Cassandra.Tests.Storage;

/// <summary>A table that answers what a test says, call after call.</summary>
internal sealed class ScriptedStateTable : IStateTable
{
    private readonly Queue<Func<ChangeAnswer>> _changes = new();
    private readonly Queue<Func<StateTag?>> _reads = new();

    public List<StateChange> Changes { get; } = [];

    public ScriptedStateTable OnChange(Func<ChangeAnswer> answer)
    {
        _changes.Enqueue(answer);
        return this;
    }

    public ScriptedStateTable OnRead(Func<StateTag?> answer)
    {
        _reads.Enqueue(answer);
        return this;
    }

    public ValueTask<StateRow?> FindAsync(StateKey key, bool tagOnly, CancellationToken cancellationToken)
    {
        Assert.True(tagOnly);
        return new(Next(_reads)() is { } tag ? new StateRow(tag, null) : null);
    }

    public ValueTask<ChangeAnswer> TryChangeAsync(StateKey key, StateChange change)
    {
        Changes.Add(change);
        return new(Next(_changes)());
    }

    // The last answer is given for ever.
    private static T Next<T>(Queue<T> answers) => answers.Count > 1 ? answers.Dequeue() : answers.Peek();
}
