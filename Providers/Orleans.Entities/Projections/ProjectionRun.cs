using Microsoft.Extensions.Logging;

namespace Orleans.Entities;

/// <summary>One projection at work: its reader, and the rebuilding beside it.</summary>
internal sealed partial class ProjectionRun(
    IProjection projection,
    IEventLog log,
    RestatedEntities entities,
    ProjectionSettings settings,
    TimeProvider time,
    ReaderMetrics metrics,
    ILoggerFactory loggers) : IDisposable
{
    private readonly ILogger<ProjectionReader> _logger = loggers.CreateLogger<ProjectionReader>();
    private readonly ProjectionReader _reader =
        new(projection, projection.Name, log, entities, settings, time, metrics, loggers.CreateLogger<ProjectionReader>());

    private CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;
    private int _rebuilding;

    public string Name => projection.Name;

    public ProjectionProgress Progress => new(Name, _reader.Progress.State, _reader.Progress.Offsets, _rebuilding != 0);

    public ValueTask<bool> WaitForAsync(
        IReadOnlyDictionary<int, long> offsets, TimeSpan timeout, CancellationToken cancellationToken)
        => _reader.Progress.WaitForAsync(offsets, timeout, cancellationToken);

    public Task MeasureAsync(CancellationToken cancellationToken) => _reader.MeasureAsync(cancellationToken);

    public void Start()
    {
        _stop.Dispose();
        _stop = new();
        var stopping = _stop.Token;
        _run = Task.Run(() => _reader.RunAsync(stopping), CancellationToken.None);
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _run;
    }

    public void Dispose() => _stop.Dispose();

    /// <summary>Builds it anew beside the one that serves, and swaps them.</summary>
    public async Task RebuildAsync(CancellationToken cancellationToken)
    {
        if (projection is not IReplaceableProjection live)
            throw new InvalidOperationException($"Projection '{Name}' cannot be built beside the one that serves.");
        if (Interlocked.Exchange(ref _rebuilding, 1) != 0)
            throw new InvalidOperationException($"Projection '{Name}' is being rebuilt already.");
        try
        {
            await RebuildAsync(live, cancellationToken);
        }
        finally
        {
            _rebuilding = 0;
        }
    }

    private async Task RebuildAsync(IReplaceableProjection live, CancellationToken cancellationToken)
    {
        var replacement = await live.CreateReplacementAsync(cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var beside = new ProjectionReader(replacement, $"{Name} (rebuilding)", log, entities, settings, time, metrics, _logger);
        var run = Task.Run(() => beside.RunAsync(stop.Token), CancellationToken.None);
        try
        {
            // The second wait is short, or ends it: the live one stands still meanwhile, no further than the log's heads, and serves what it has.
            await CatchUpAsync(beside, Timeout.InfiniteTimeSpan, cancellationToken);
            await StopAsync();
            try
            {
                await CatchUpAsync(beside, settings.SwapPatience, cancellationToken);
                await stop.CancelAsync();
                await run;
                await live.ReplaceAsync(replacement, cancellationToken);
                LogReplaced(_logger, Name);
            }
            finally
            {
                Start();
            }
        }
        catch
        {
            await stop.CancelAsync();
            await run;
            if (replacement is IAsyncDisposable disposable)
                await disposable.DisposeAsync();
            throw;
        }
    }

    private async Task CatchUpAsync(ProjectionReader reader, TimeSpan patience, CancellationToken cancellationToken)
    {
        var heads = new Dictionary<int, long>();
        for (var partition = 0; partition < log.PartitionCount; partition++)
            heads.Add(partition, (await log.GetExtentAsync(partition, cancellationToken)).Next);
        if (!await reader.Progress.WaitForAsync(heads, patience, cancellationToken))
            throw new EntityStoreException($"Projection '{Name}', built anew, did not come to the log's heads within {patience}; the one that serves goes on.");
    }

    [LoggerMessage(LogLevel.Information, "Projection {Name} was built anew and serves")]
    private static partial void LogReplaced(ILogger logger, string name);
}
