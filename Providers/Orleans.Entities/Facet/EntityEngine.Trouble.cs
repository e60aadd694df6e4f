namespace Orleans.Entities;

// What happens to a batch, and to the activation, when the store does not simply say yes.
internal partial class EntityEngine<TState>
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMilliseconds(500);

    /// <summary>Why no more is decided; null while the entity lives.</summary>
    private string? _end = "it is not loaded yet";
    private Exception? _cause;
    private CancellationTokenSource? _settling;

    /// <summary>Sends the same batch again, or finds out what became of it, until that is known or the watch ends it all.</summary>
    private async Task SettleAsync(Batch<TState> batch, CommitOutcome outcome, Exception? failure)
    {
        var backOff = FirstBackOff;
        _settling = new();
        Watch(batch);
        while (ReferenceEquals(Flight, batch))
        {
            switch (outcome)
            {
                case CommitOutcome.Committed when failure is null:
                    Land(batch);
                    return;
                case CommitOutcome.Conflict when failure is null:
                    Die("another write stands in its place", unknown: true, null);
                    return;
                case CommitOutcome.NotApplied when failure is null:
                    batch.MayBeDurable = false;
                    await PauseAsync();
                    if (ReferenceEquals(Flight, batch))
                        await SendAgainAsync();
                    break;
                case var _ when failure is ArgumentException:
                    Die("its store refuses what it writes", unknown: false, failure);
                    return;
                default:
                    batch.WasUnknown = true;
                    await ResolveAsync();
                    break;
            }
        }

        async Task SendAgainAsync()
        {
            batch.MayBeDurable = true;
            (outcome, failure) = (CommitOutcome.Unknown, null);
            try
            {
                outcome = await Send(batch);
            }
#pragma warning disable CA1031 // A store that throws where it should not has told nothing about the write.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = exception;
            }
        }

        async Task ResolveAsync()
        {
            (outcome, failure) = (CommitOutcome.Unknown, null);
            try
            {
                outcome = await Services.Store.ResolveAsync(_key, batch.Version, batch.WriteId, _settling.Token) switch
                {
                    ResolveOutcome.Committed => CommitOutcome.Committed,
                    ResolveOutcome.NotApplied => CommitOutcome.NotApplied,
                    _ => CommitOutcome.Conflict,
                };
            }
#pragma warning disable CA1031 // The store cannot tell now; it is asked again until the watch ends it all.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _cause = exception;
                await PauseAsync();
            }
        }

        async Task PauseAsync()
        {
            await Task.Delay(backOff, Services.Time, _settling.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            backOff = backOff * 2 < LongestBackOff ? backOff * 2 : LongestBackOff;
        }
    }

    /// <summary>
    /// The flight is lost or its fate unknown, and everything after was decided on it. Nothing is rolled back in place: the next
    /// activation reads what the store has.
    /// </summary>
    protected virtual void Die(string reason, bool unknown, Exception? cause)
    {
        EntityLog.Died(Services.Logger, _key, reason, cause);
        Services.Metrics.Died();
        var (flight, gathering) = (Flight, Gathering);
        End(reason, cause);
        _onDeath(reason, cause);
        Fail(flight, unknown);
        Fail(gathering, unknown: false);
    }

    /// <summary>No more is decided, written or shown.</summary>
    private void End(string reason, Exception? cause)
    {
        (Flight, Gathering) = (null, null);
        (_end, _cause) = (reason, cause);
        _memory.Close();
        _settling?.Cancel();
        DisposeTimers();
    }

    protected void Fail(Batch<TState>? batch, bool unknown)
    {
        if (batch is null)
            return;
        foreach (var waiter in batch.Waiters)
            waiter.Fail(NewUnavailable(unknown));
    }

    private void ThrowIfEnded()
    {
        if (_end is not null)
            throw NewUnavailable(unknown: false);
    }

    private EntityUnavailableException NewUnavailable(bool unknown) => new($"{_key} is at an end here: {_end}.", unknown, _cause);
}
