using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Orleans.Entities;

/// <summary>
/// Finds open work though nobody calls its grain: walks the unfinished entities at the start and every few seconds, and resumes
/// those without progress since the last walk, whose activation may have died or been collected, and at once those of a process that died.
/// </summary>
internal sealed class OpenWorkWalker : ILifecycleParticipant<ISiloLifecycle>
{
    private const int MaxResumed = 64;

    private readonly EntityServices _services;
    private readonly IGrainFactory _grains;
    private readonly ILogger _logger;
    private Dictionary<EntityKey, OpenWork> _open = [];

    // Kinds that ever had open work here: one that has none any more is measured as zero.
    private HashSet<string> _kinds = [];
    private bool _isFirst = true;
    private RecurringTask? _walking;

    public OpenWorkWalker(EntityServices services, IGrainFactory grains, ILogger<OpenWorkWalker> logger)
    {
        (_services, _grains, _logger) = (services, grains, logger);
        services.Metrics.Meter.CreateObservableGauge(
            "entities-unfinished", () => ByKind(open => open.Count()), null, "Entities with open work, by kind.");
        services.Metrics.Meter.CreateObservableGauge(
            "entities-unfinished-age", () => ByKind(AgeOfOldest), "s", "How long the oldest open work of a kind has been known here.");
    }

    public void Participate(ISiloLifecycle observer)
        => observer.Subscribe(nameof(OpenWorkWalker), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _walking = RecurringTask.Start("The walk over open work", _services.Options.ResumePeriod, WalkAsync, _services.Time, _logger);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_walking is { } walking)
            await walking.DisposeAsync().AsTask().WaitAsync(cancellationToken);
    }

    // Where it is cut off by the silo's stop: its successor starts with a walk.
    private async Task WalkAsync(CancellationToken cancellationToken)
    {
        var (before, now) = (_open, new Dictionary<EntityKey, OpenWork>());
        var time = _services.Time.GetTimestamp();
        await Parallel.ForEachAsync(
            LookAsync(before, now, time, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = MaxResumed, CancellationToken = cancellationToken },
            async (key, stopping) => await ResumeAsync(key, stopping));
        (_open, _isFirst) = (now, false);
        _kinds = [.. _kinds, .. now.Keys.Select(key => key.Kind)];
    }

    /// <summary>Notes what is open now, and tells what was as open before.</summary>
    private async IAsyncEnumerable<EntityKey> LookAsync(
        Dictionary<EntityKey, OpenWork> before,
        Dictionary<EntityKey, OpenWork> now,
        long time,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (key, version, isInherited) in _services.Store.UnfinishedAsync(cancellationToken))
        {
            var known = before.TryGetValue(key, out var work);
            now[key] = new(version, known ? work.Since : time);
            if (!_isFirst && !isInherited && (!known || work.Version != version))
                continue;

            // What was listed may rest on a write of which nobody knows whether it stands: that is settled by looking.
            if ((await _services.Store.OpenAsync(key, cancellationToken)).Unfinished)
                yield return key;
            else
                now.Remove(key);
        }
    }

    private async Task ResumeAsync(EntityKey key, CancellationToken cancellationToken)
    {
        try
        {
            await _grains.GetGrain<IResumable>(key.ToGrainId()).ResumeAsync().WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It must not keep the others from it; the next walk tries again.
            EntityLog.ResumeFailed(_logger, key, exception);
        }
    }

    private IEnumerable<Measurement<T>> ByKind<T>(Func<IEnumerable<OpenWork>, T> measure) where T : struct
    {
        var open = _open.ToLookup(work => work.Key.Kind, work => work.Value);
        return _kinds.Select(kind => new Measurement<T>(measure(open[kind]), new KeyValuePair<string, object?>("kind", kind)));
    }

    private double AgeOfOldest(IEnumerable<OpenWork> open)
        => open.Select(work => _services.Time.GetElapsedTime(work.Since).TotalSeconds).DefaultIfEmpty().Max();
}
