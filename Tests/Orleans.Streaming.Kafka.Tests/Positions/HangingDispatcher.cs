using System.Collections.Concurrent;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Tests.Positions;

/// <summary>Tells each version to a target of its own, which takes it, or never answers.</summary>
internal sealed class HangingDispatcher : IEventDispatcher
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _called = new();

    public string Name => "hanging";

    public IReadOnlyCollection<string> EventTypes => ["tests.thing.happened.v1"];

    /// <summary>The first version whose target does not answer.</summary>
    public long HangsFrom { get; init; } = long.MaxValue;

    public Task UntilCalledAsync(long version) => CallOf(version).Task;

    public IEnumerable<GrainId> TargetsOf(LogEvent value) => [GrainId.Create("target", $"{value.Version}")];

    public Task DeliverAsync(GrainId target, IReadOnlyList<LogEvent> events, CancellationToken cancellationToken)
    {
        foreach (var value in events)
            CallOf(value.Version).TrySetResult();
        return events.Any(value => value.Version >= HangsFrom) ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.CompletedTask;
    }

    private TaskCompletionSource CallOf(long version)
        => _called.GetOrAdd(version, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
