using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests;

/// <summary>An engine on a scheduler of its own, one turn at a time, as a grain's.</summary>
internal sealed class EngineHarness
{
    private readonly TaskScheduler _scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;

    public EngineHarness(EntityOptions? options = null, EntityStoreLimits? limits = null)
        : this(new InMemoryEntityStore { Limits = limits ?? EntityStoreLimits.Default }, options)
    {
    }

    private EngineHarness(InMemoryEntityStore truth, EntityOptions? options)
    {
        Truth = truth;
        Script = new(Truth);
        Services = SimulationWorld.NewServices(Script, Time, options ?? new());
        Engine = new(Key, Services, (reason, _) => Death = reason);
    }

    public static EntityKey Key { get; } = new("counter", "one");

    public FakeTimeProvider Time { get; } = new();

    public InMemoryEntityStore Truth { get; }

    public ScriptedStore Script { get; }

    public EntityServices Services { get; }

    public EntityEngine<CounterState> Engine { get; }

    public string? Death { get; private set; }

    /// <summary>Opens the engine and runs a test on its scheduler.</summary>
    public Task RunAsync(Func<Task> test) => Task.Factory.StartNew(
        async () =>
        {
            await Engine.OpenAsync(CancellationToken.None);
            await test();
        },
        CancellationToken.None,
        TaskCreationOptions.None,
        _scheduler).Unwrap();

    public ValueTask<int> AddAsync(int amount, CancellationToken cancellationToken = default) => Engine.RunAsync(amount, static (draft, amount) =>
    {
        draft.State = (draft.State ?? new()) with { Sum = (draft.State?.Sum ?? 0) + amount };
        draft.Emit(new CounterAdded(amount, draft.State.Sum));
        return draft.State.Sum;
    }, default, cancellationToken);

    /// <summary>Another activation of the same entity.</summary>
    public EngineHarness Again() => new(Truth, null);

    public async Task PutAsync(string key, int amount) => await DecideAsync(draft =>
    {
        draft.Put(CounterRow.All, key, new(amount));
        return true;
    });

    public async Task<int?> GetAsync(string key) => await DecideAsync(draft => draft.Get(CounterRow.All, key)?.Amount, CounterRow.All.Row(key));

    public ValueTask<int> LookAsync() => Engine.RunAsync(0, static (draft, _) => draft.State?.Sum ?? 0, default, default);

    public ValueTask<TAnswer> DecideAsync<TAnswer>(Func<IDraft<CounterState>, TAnswer> decide, params RowQuery[] rows)
        => Engine.RunAsync(decide, static (draft, decide) => decide(draft), rows, default);

    /// <summary>Lets the clock go until something has ended.</summary>
    public async Task AdvanceUntilAsync(Task end)
    {
        while (!end.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(1);
        }
    }
}
