namespace Cql.Sessions;

/// <summary>Opens a session, once for all who ask at the same time. What fails is tried anew by the next who asks.</summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class SessionOpener(SessionSettings settings) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ending = new();
    private Task<OpenSession>? _opening;
    private OpenSession? _open;

    /// <summary>What is open; null as long as nothing is.</summary>
    public OpenSession? Open => Volatile.Read(ref _open);

    /// <exception cref="CqlException">No node takes a connection.</exception>
    /// <exception cref="ObjectDisposedException">The session ends.</exception>
    public async Task<OpenSession> OpenAsync(CancellationToken cancellationToken)
    {
        Task<OpenSession> opening;
        lock (_lock)
        {
            if (_opening is null or { IsCompleted: true, IsCompletedSuccessfully: false })
                _opening = Task.Run(OpenOnceAsync, CancellationToken.None);
            opening = _opening;
        }

        try
        {
            return await opening.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(CqlSession));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        Task<OpenSession>? opening;
        lock (_lock)
            opening = _opening;
        if (opening is null)
            return;
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully)
            await (await opening).DisposeAsync();
    }

    // Without the token of who asked first: others may wait for it.
    private async Task<OpenSession> OpenOnceAsync()
    {
        var open = await OpenSession.OpenAsync(settings, _ending.Token);
        Volatile.Write(ref _open, open);
        return open;
    }
}
