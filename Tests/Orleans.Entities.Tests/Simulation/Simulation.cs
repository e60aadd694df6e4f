using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests;

/// <summary>Makes an engine; a mutant is made by another one.</summary>
internal delegate EntityEngine<SimulatedState> EngineFactory(EntityKey key, EntityServices services, Action<string, Exception?> onDeath);

/// <summary>
/// One entity's life under a random program: clients call, activations come and go, the store misbehaves, and every step of
/// everything is picked by one seed.
/// </summary>
internal sealed partial class Simulation
{
    private static readonly EntityKey Key = new("simulated", "one");
    private static readonly string[] RowNames = ["a", "b", "c", "\uE000", "\U0001F600"];

    private readonly Random _random;
    private readonly SeededScheduler _scheduler;
    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryEntityStore _truth = new();
    private readonly SimulatedStore _store;
    private readonly EngineFactory _newEngine;
    private readonly EntityOptions _options;
    private readonly Dictionary<Guid, string> _written = [];
    private readonly Dictionary<int, SimulatedCall> _calls = [];

    /// <summary>Of each version: who wrote it, and how many changes were stored with it.</summary>
    private readonly List<(Guid WriteId, int Stored)> _versions = [(Guid.Empty, 0)];
    private readonly List<int> _stored = [];
    private readonly List<string> _violations = [];
    private Task<Activation>? _current;
    private Activation? _activation;
    private int _lastId;
    private int _answered;

    public Simulation(int seed, EngineFactory newEngine)
    {
        (_random, _newEngine) = (new(seed), newEngine);
        _scheduler = new(_random);
        _store = new(_truth, _random) { WriteAsRival = WriteAsRival, Trouble = _random.Next(3) * 15 };
        _options = new()
        {
            MaxWaitingCalls = _random.Next(5) == 0 ? 4 : 1000,
            RememberedRowBytes = _random.Next(3) switch { 0 => 0, 1 => 500, _ => 1 << 20 },
            WriteTimeout = TimeSpan.FromSeconds(2),
        };
        _truth.OnCommitted = commit =>
        {
            _stored.AddRange(commit.Events.Select(IdOf));
            _versions.Add((commit.WriteId, _stored.Count));
        };
    }

    /// <summary>How the calls ended.</summary>
    public IEnumerable<CallEnd> Ends => _calls.Values.Select(call => call.End);

    public void Run()
    {
        var clients = Enumerable.Range(0, 1 + _random.Next(6)).Select(_ => _scheduler.Start(ClientAsync)).ToArray();
        RunUntil(Task.WhenAll(clients));
        _store.Trouble = 0;
        RunUntil(_scheduler.Start(FinishAsync));
        while (_scheduler.Count + _store.Count > 0)
            Step();
        Check();
    }

    private void RunUntil(Task work)
    {
        for (var idle = 0; !work.IsCompleted; idle++)
        {
            Assert.True(idle < 1000, "Somebody waits for ever.");
            if (Step())
                idle = 0;
            else
                _time.Advance(TimeSpan.FromMilliseconds(_random.Next(1, 1000)));
        }

        Immediate.Throw(work);
    }

    private bool Step()
    {
        if (_scheduler.Count + _store.Count == 0)
            return false;
        if (_random.Next(_store.Trouble > 0 ? 40 : 400) == 0)
            _time.Advance(TimeSpan.FromMilliseconds(_random.Next(1, _random.Next(4) == 0 ? 3000 : 10)));
        if (_store.Count == 0 || (_scheduler.Count > 0 && _random.Next(3) > 0))
            _scheduler.RunOne();
        else
            _store.RunOne();
        return true;
    }

    private async Task ClientAsync()
    {
        for (var left = _random.Next(1, 12); left > 0; left--)
        {
            if (_random.Next(25) == 0)
                await DeactivateAsync();
            else if (_random.Next(3) == 0)
                await Task.WhenAll(CallAsync(), CallAsync(), CallAsync());
            else
                await CallAsync();
        }
    }

    /// <summary>With a store that works again, the entity works again.</summary>
    private async Task FinishAsync()
    {
        for (var tries = 0; ; tries++)
        {
            Assert.True(tries < 20, $"The entity does not recover: {string.Join("; ", _calls.Values.TakeLast(3))}");
            var last = NewCall(CallKind.Add);
            await CallAsync(last, CancellationToken.None);
            if (last.End == CallEnd.Answered)
                break;
            await Task.Delay(TimeSpan.FromMilliseconds(100), _time);
        }

        await DeactivateAsync();
    }

    private async Task<Activation> ActivateAsync()
    {
        while (true)
        {
            var store = new ActivationStore(_store, _written, _violations);
            var activation = new Activation(store, _versions.Count - 1);
            activation.Engine = _newEngine(Key, SimulationWorld.NewServices(store, _time, _options), (_, _) => End(activation));
            await activation.Engine.OpenAsync(CancellationToken.None);
            activation.OpenedAt = activation.Engine.Version;
            _activation = activation;
            return activation;
        }
    }

    private void End(Activation activation)
    {
        activation.IsDead = activation.Store.IsOver = true;
        if (_activation == activation && _current is { IsCompleted: true })
            _current = null;
    }

    private async Task DeactivateAsync()
    {
        if (_current is not { IsCompletedSuccessfully: true })
            return;
        var activation = await _current;
        var closing = activation.Engine.CloseAsync(CancellationToken.None);
        _current = ReopenAsync();
        await closing;

        async Task<Activation> ReopenAsync()
        {
            await closing;
            activation.Store.IsOver = true;
            if (!activation.IsDead)
            {
                foreach (var call in activation.Decided.Where(call => call.Changed && call.End != CallEnd.Overloaded))
                    Assert.True(_stored.Contains(call.Id), $"Decided, not stored at the deactivation: {call}");
            }

            return await ActivateAsync();
        }
    }

    /// <summary>Another activation, which thinks that it owns the entity, writes.</summary>
    private void WriteAsRival()
    {
        var head = Immediate.Result(_truth.OpenAsync(Key));
        var call = NewCall(CallKind.Put);
        call.End = CallEnd.Rival;
        var state = head.Head.IsEmpty ? SimulatedState.Empty : SimulationWorld.Codecs.Decode<SimulatedState>(head.Head);
        var written = Immediate.Result(_truth.CommitAsync(new()
        {
            Key = Key,
            ExpectedVersion = head.Version,
            ExpectedWriteId = head.WriteId,
            WriteId = Guid.NewGuid(),
            Head = SimulationWorld.Codecs.Of<SimulatedState>().SerializeToArray(new(state.Applied.Add(call.Id))),
            Puts = [new(new(SimulatedRow.All.Name, call.Key), SimulationWorld.Codecs.Of<SimulatedRow>().SerializeToArray(new(call.Id)))],
            Events = [SimulationWorld.Events.Serialize(new SimulatedChange(call.Id))],
            Time = _time.GetUtcNow(),
        }));
        Assert.Equal(CommitOutcome.Committed, written);
    }

    private SimulatedCall NewCall(CallKind kind)
    {
        var call = new SimulatedCall
        {
            Id = ++_lastId,
            Kind = kind,
            Key = RowNames[_random.Next(RowNames.Length)],
            After = _random.Next(2) == 0 ? null : RowNames[_random.Next(RowNames.Length)],
            Limit = _random.Next(1, 4),
        };
        _calls.Add(call.Id, call);
        return call;
    }

    private static int IdOf(PendingEvent sent)
        => int.Parse(System.Text.Encoding.UTF8.GetString(sent.Data.Span).Split(':')[1].TrimEnd('}'), System.Globalization.CultureInfo.InvariantCulture);
}
