namespace Orleans.Persistence.Cassandra.Tests.Silos;

internal sealed class Counter([PersistentState("count")] IPersistentState<CounterState> state) : Grain, ICounter
{
    public async Task<int> AddAsync(int count)
    {
        state.State.Count += count;
        await state.WriteStateAsync();
        return state.State.Count;
    }

    public Task ClearAsync() => state.ClearStateAsync();

    public Task FillAsync(int length)
    {
        state.State.Filling = new string('x', length);
        return state.WriteStateAsync();
    }
}
