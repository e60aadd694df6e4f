using Orleans.Concurrency;

namespace Orleans.Entities.Tests;

[Reentrant]
public sealed class CounterGrain([Entity] IEntity<CounterState> entity) : Grain, ICounterGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public async Task<int> AddAsync(string id, int amount) => await entity.RunAsync((id, amount), static (draft, add) =>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(add.amount);
        if (draft.Get(CounterRow.All, add.id) is not null)
            return draft.State!.Sum;
        draft.State = (draft.State ?? new()) with { Sum = (draft.State?.Sum ?? 0) + add.amount };
        draft.Put(CounterRow.All, add.id, new(add.amount));
        draft.Emit(new CounterAdded(add.amount, draft.State.Sum));
        return draft.State.Sum;
    }, [CounterRow.All.Row(id)]);

    public async Task SetOpenAsync(bool isOpen) => await entity.RunAsync(isOpen, static (draft, isOpen) =>
    {
        draft.State = (draft.State ?? new()) with { IsOpen = isOpen };
        return true;
    });

    public Task HintAsync(int amount)
    {
        entity.RunLazily(amount, static (draft, amount) => draft.State = (draft.State ?? new()) with { Sum = (draft.State?.Sum ?? 0) + amount });
        return Task.CompletedTask;
    }

    public Task<int> SumAsync() => Task.FromResult(entity.State?.Sum ?? 0);

    public async Task<List<int>> PageAsync(string? after, int limit)
        => [.. (await entity.ReadRangeAsync(CounterRow.All, after, limit)).Rows.Select(row => row.Value.Amount)];

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<Guid> ActivationAsync() => Task.FromResult(_activation);

    public async Task ResumeAsync()
    {
        if (this.GetPrimaryKeyString().StartsWith("stubborn", StringComparison.Ordinal) && entity.Version < 3)
        {
            await SetOpenAsync(false);
            await SetOpenAsync(true);
            throw new NotSupportedException();
        }

        await SetOpenAsync(false);
    }
}
