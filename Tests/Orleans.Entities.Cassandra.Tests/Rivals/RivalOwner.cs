namespace Orleans.Entities.Cassandra.Tests.Rivals;

/// <summary>A process that believes that entities are its own, and what it does to them. A test can let it hang.</summary>
internal sealed class RivalOwner : IAsyncDisposable
{
    private readonly TestOwner _process;
    private readonly List<EntityRival> _rivals;
    private readonly Task _running;
    private TaskCompletionSource? _hanging;
    private bool _isEnding;

    private RivalOwner(int number, TestOwner process, IReadOnlyList<EntityKey> keys, int seed, CancellationToken token)
    {
        _process = process;
        _rivals = [.. keys.Select((key, i) => new EntityRival(number, key, process, new Random(seed + i), TimeProvider.System.GetTimestamp))];
        _running = Task.WhenAll(_rivals.Select(rival => Task.Run(() => rival.RunAsync(() => Volatile.Read(ref _isEnding), token), token)));
    }

    public IReadOnlyList<EntityRival> Rivals => _rivals;

    public bool IsTakenOver => _process.Store.TakenOver.IsCompleted;

    public bool IsRelayed => _process.Store.IsRelayed;

    public static async Task<RivalOwner> StartAsync(
        int number, IReadOnlyList<EntityKey> keys, int seed, Func<CancellationToken, Task<TestOwner>> open, CancellationToken token)
        => new(number, await open(token), keys, seed, token);

    /// <summary>Nothing that it sends leaves any more, whatever it was about to do.</summary>
    public void Hang()
    {
        _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.Connection.Gate = _hanging.Task;
    }

    /// <summary>It goes on as if nothing had been.</summary>
    public void WakeUp()
    {
        _process.Connection.Gate = Task.CompletedTask;
        _hanging?.TrySetResult();
    }

    /// <summary>It does nothing more, and is there still.</summary>
    public async Task RestAsync()
    {
        WakeUp();
        Volatile.Write(ref _isEnding, true);
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await RestAsync();
        await _process.DisposeAsync();
    }
}
