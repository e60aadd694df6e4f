using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace Orleans.Entities;

/// <summary>Runs the projections of this silo while it is active.</summary>
internal sealed partial class ProjectionHost : IProjections, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly FrozenDictionary<string, ProjectionRun> _runs;
    private readonly ConcurrentDictionary<Task, byte> _rebuilds = new();
    private readonly ProjectionSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<ProjectionHost> _logger;
    private readonly CancellationTokenSource _stop = new();
    private RecurringTask? _measuring;
    private volatile bool _running;

    public ProjectionHost(
        IEnumerable<IProjection> projections,
        IEventLog log,
        RestatedEntities entities,
        ProjectionSettings settings,
        TimeProvider time,
        ReaderMetrics metrics,
        ILoggerFactory loggers)
    {
        (_settings, _time, _logger) = (settings, time, loggers.CreateLogger<ProjectionHost>());
        _runs = projections
            .Select(projection => new ProjectionRun(projection, log, entities, settings, time, metrics, loggers))
            .ToFrozenDictionary(run => run.Name, StringComparer.Ordinal);
    }

    public IReadOnlyCollection<string> Names => _runs.Keys;

    public ProjectionProgress GetProgress(string name) => _runs[name].Progress;

    public ValueTask<bool> WaitForAsync(
        string name, IReadOnlyDictionary<int, long> offsets, TimeSpan timeout, CancellationToken cancellationToken = default)
        => _runs[name].WaitForAsync(offsets, timeout, cancellationToken);

    public async Task RebuildAsync(string name, CancellationToken cancellationToken = default)
    {
        var run = _runs[name];
        if (!_running)
            throw new InvalidOperationException($"Projection '{name}' is not running.");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        var rebuild = run.RebuildAsync(either.Token);
        _rebuilds.TryAdd(rebuild, 0);
        try
        {
            await rebuild;
        }
        finally
        {
            _rebuilds.TryRemove(rebuild, out _);
        }
    }

    public void Participate(ISiloLifecycle lifecycle)
        => lifecycle.Subscribe(nameof(ProjectionHost), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose()
    {
        _stop.Dispose();
        foreach (var run in _runs.Values)
            run.Dispose();
    }

    internal Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var run in _runs.Values)
            run.Start();
        _running = true;
        _measuring = RecurringTask.StartLater("The measuring of projections", _settings.MeasureInterval, MeasureAsync, _time, _logger);
        return Task.CompletedTask;
    }

    internal async Task StopAsync(CancellationToken cancellationToken)
    {
        _running = false;
        await _stop.CancelAsync();
        await Task.WhenAll(_rebuilds.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_runs.Values.Select(run => run.StopAsync()));
        if (_measuring is { } measuring)
            await measuring.DisposeAsync();
    }

    private async Task MeasureAsync(CancellationToken stopping)
    {
        foreach (var run in _runs.Values)
            await MeasureAsync(run, stopping);
    }

    // One that cannot be measured now keeps no other from it, and is no news: whoever reads tells of a log that does not answer.
    private async Task MeasureAsync(ProjectionRun run, CancellationToken stopping)
    {
        try
        {
            await run.MeasureAsync(stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogNotMeasured(_logger, failure, run.Name);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The lag of projection {Name} could not be measured")]
    private static partial void LogNotMeasured(ILogger logger, Exception failure, string name);
}
