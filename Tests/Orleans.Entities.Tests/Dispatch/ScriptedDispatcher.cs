using System.Collections.Concurrent;
using System.Text;

namespace Orleans.Entities.Tests.Dispatch;

/// <summary>Tells the targets that an event's data names, separated by blanks, and does with each call what the test says.</summary>
public sealed class ScriptedDispatcher : IEventDispatcher
{
    private readonly ConcurrentDictionary<string, List<LogEvent>> _taken = new();
    private readonly ConcurrentDictionary<string, Func<Exception?>> _refusals = new();
    private readonly ConcurrentQueue<(string Target, LogEvent[] Events)> _calls = new();

    public const string Told = "things.thing.happened.v1";

    public string Name => "telling";

    public IReadOnlyCollection<string> EventTypes => [Told];

    public Func<string, IReadOnlyList<LogEvent>, CancellationToken, Task> OnCall { get; set; } = (_, _, _) => Task.CompletedTask;

    public IReadOnlyCollection<(string Target, LogEvent[] Events)> Calls => _calls;

    public static GrainId TargetOf(string name) => GrainId.Create("target", name);

    /// <summary>Has calls to one target fail with what the function says; null lets them pass.</summary>
    public void Refuse(string target, Func<Exception?> refusal) => _refusals[target] = refusal;

    public IReadOnlyList<LogEvent> TakenBy(string target)
    {
        if (!_taken.TryGetValue(target, out var taken))
            return [];
        lock (taken)
            return [.. taken];
    }

    public IEnumerable<GrainId> TargetsOf(LogEvent value)
    {
        var data = Encoding.UTF8.GetString(value.Data.Span);
        if (data == "unreadable")
            throw new FormatException("This cannot be read.");
        return data.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(TargetOf);
    }

    // Fails before its first await, where it fails: a call may.
    public Task DeliverAsync(GrainId target, IReadOnlyList<LogEvent> events, CancellationToken cancellationToken)
    {
        var name = target.Key.ToString()!;
        _calls.Enqueue((name, [.. events]));
        if (_refusals.GetValueOrDefault(name)?.Invoke() is { } failure)
            throw failure;
        return TakeAsync(name, events, OnCall(name, events, cancellationToken));
    }

    private async Task TakeAsync(string name, IReadOnlyList<LogEvent> events, Task call)
    {
        await call;
        var taken = _taken.GetOrAdd(name, _ => []);
        lock (taken)
            taken.AddRange(events);
    }
}
