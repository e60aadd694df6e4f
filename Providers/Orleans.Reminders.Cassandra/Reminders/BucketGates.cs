namespace Orleans.Reminders.Cassandra;

/// <summary>
/// Lets one write at a time into each partition. Conditions on one partition cannot be decided at once: many from one silo would only push
/// each other aside until they time out.
/// </summary>
internal sealed class BucketGates(TimeProvider time) : IDisposable
{
    // Long enough for the writes of a start; when it does not help, the cluster does not answer, and waiting longer would not help either.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, RingSlice.Buckets).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits until the gate is free.</summary>
    /// <returns>To be released.</returns>
    /// <exception cref="TimeoutException">It is not free for long: nothing was sent.</exception>
    public async ValueTask<SemaphoreSlim> EnterAsync(ReminderKey key, CancellationToken cancellationToken)
    {
        var gate = _gates[key.Bucket];
        if (await gate.WaitAsync(TimeSpan.Zero, cancellationToken))
            return gate;
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await gate.WaitAsync(either.Token);
            return gate;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{key} was not changed: others of its partition have been waiting for the store for {Patience.TotalSeconds:0} s.");
        }
    }

    public void Dispose()
    {
        foreach (var gate in _gates)
            gate.Dispose();
    }
}
