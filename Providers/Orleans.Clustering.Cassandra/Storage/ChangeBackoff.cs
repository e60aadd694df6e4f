namespace Orleans.Clustering.Cassandra;

/// <summary>Keeps a silo whose change was refused from trying again at the same moment as all others whose change was.</summary>
/// <remarks>
/// It waits before it tells of the refusal, not before the next change: so what the silo reads then is new when it changes it. The window that
/// the wait is drawn from doubles with each refusal, and is gone with the first change that is made.
/// </remarks>
internal sealed class ChangeBackoff(TimeProvider time)
{
    private const int FirstMilliseconds = 100;
    private const int MostMilliseconds = 1600;

    private int _window;

    public void Succeeded() => Volatile.Write(ref _window, 0);

    public Task AfterRefusalAsync(CancellationToken cancellationToken)
    {
        var window = Math.Clamp(2 * Volatile.Read(ref _window), FirstMilliseconds, MostMilliseconds);
        Volatile.Write(ref _window, window);
        return Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(window)), time, cancellationToken);
    }
}
