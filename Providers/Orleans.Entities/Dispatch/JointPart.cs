namespace Orleans.Entities;

/// <summary>One reader's events in another's call.</summary>
internal sealed class JointPart(LogEvent[] events)
{
    private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LogEvent[] Events { get; } = events;

    public Task Task => _source.Task;

    public void Succeed() => _source.TrySetResult();

    public void Fail(Exception failure) => _source.TrySetException(failure);

    /// <summary>Ends as a call for these events alone does.</summary>
    public async Task CompleteAsync(Func<LogEvent[], Task> call)
    {
        try
        {
            await call(Events);
            Succeed();
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }
}
