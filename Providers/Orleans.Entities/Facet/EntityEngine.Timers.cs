namespace Orleans.Entities;

// What happens because time goes by: hints take off, a silent store is given up, a deactivation waits.
internal partial class EntityEngine<TState>
{
    private ITimer? _watch;
    private ITimer? _company;
    private bool _isWatching;
    private bool _waitsForCompany;

    /// <summary>Writes everything that is gathered and waits for it; then the entity is at an end here.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _lazyLoads.WaitAsync(cancellationToken);
            while (_end is null && (Gathering ?? Flight) is { } batch)
            {
                var waiter = Waiter<bool>.Start(true, null, _scheduler, cancellationToken);
                var task = waiter.Task;
                Join(batch, waiter);
                await task;
            }
        }
        catch (EntityUnavailableException)
        {
            // It died while it was waited for, and everybody concerned has been told.
        }
        finally
        {
            if (_end is null)
            {
                var (flight, gathering) = (Flight, Gathering);
                End("it is deactivated", null);
                Fail(flight, unknown: true);
                Fail(gathering, unknown: false);
            }
        }
    }

    // Set once for many flights: it looks, when it rings, at the flight that is there then.
    private void Watch(Batch<TState> flight)
    {
        if (_isWatching)
            return;
        _isWatching = true;
        var left = Services.Options.WriteTimeout - Services.Time.GetElapsedTime(flight.TakenOff);
        _watch ??= NewTimer(static engine => engine.OnWatch());
        _watch.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void OnWatch()
    {
        _isWatching = false;
        if (Flight is not { } flight)
            return;
        if (Services.Time.GetElapsedTime(flight.TakenOff) >= Services.Options.WriteTimeout)
            Die($"its store did not settle a write within {Services.Options.WriteTimeout}", flight.MayBeDurable, _cause);
        else
            Watch(flight);
    }

    /// <summary>A hint waits a little for calls that fly with it.</summary>
    private void WaitForCompany()
    {
        if (_waitsForCompany)
            return;
        _waitsForCompany = true;
        _company ??= NewTimer(static engine => engine.OnCompany());
        _company.Change(Services.Options.LazyDelay, Timeout.InfiniteTimeSpan);
    }

    private void OnCompany()
    {
        _waitsForCompany = false;
        if (Gathering is null)
            return;
        Gathering.IsDue = true;
        if (Flight is null)
            TakeOff();
    }

    private ITimer NewTimer(Action<EntityEngine<TState>> tick)
    {
        // The timer outlives the call that happens to be the first to need it, whose context it must not keep.
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            return Services.Time.CreateTimer(
                _ => _ = Task.Factory.StartNew(
                    () => tick(this), CancellationToken.None, TaskCreationOptions.DenyChildAttach, _scheduler),
                null,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }
    }

    private void DisposeTimers()
    {
        _watch?.Dispose();
        _company?.Dispose();
        (_watch, _company) = (null, null);
    }
}
