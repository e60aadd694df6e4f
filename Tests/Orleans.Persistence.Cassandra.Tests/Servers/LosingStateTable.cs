namespace Orleans.Persistence.Cassandra.Tests.Servers;

/// <summary>A table that loses the answer to a change when it is told to.</summary>
internal sealed class LosingStateTable(IStateTable table, Func<(bool Stored, Func<Task> Meanwhile)?> takeLoss) : IStateTable
{
    public ValueTask<StateRow?> FindAsync(StateKey key, bool tagOnly, CancellationToken cancellationToken) => table.FindAsync(key, tagOnly, cancellationToken);

    public async ValueTask<ChangeAnswer> TryChangeAsync(StateKey key, StateChange change)
    {
        if (takeLoss() is not { } loss)
            return await table.TryChangeAsync(key, change);
        if (loss.Stored)
            await table.TryChangeAsync(key, change);
        await loss.Meanwhile();
        return ChangeAnswer.Unknown(new TimeoutException("The answer was lost."));
    }
}
