using Orleans.Concurrency;

namespace Orleans.Entities.Tests;

[Reentrant]
public sealed class MeetingGrain([Entity] IEntity<CounterState> entity) : Grain, IMeetingGrain
{
    private static readonly Barrier Two = new(2);

    public async Task<string> MeetAsync(IMeetingGrain other)
    {
        Assert.Equal(0, entity.Version);
        Assert.True(Two.SignalAndWait(TimeSpan.FromSeconds(10)));
        return await other.GreetAsync();
    }

    public Task<string> GreetAsync() => Task.FromResult(this.GetPrimaryKeyString());
}
