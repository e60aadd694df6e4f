namespace Orleans.Entities.RocksDb.Tests.Hosting;

public sealed class RemindedGrain : Grain, IRemindedGrain, IRemindable
{
    private int _ticks;

    public Task RegisterAsync(string name) => this.RegisterOrUpdateReminder(name, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(200));

    public async Task UnregisterAsync(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public Task<int> TicksAsync() => Task.FromResult(_ticks);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _ticks++;
        return Task.CompletedTask;
    }
}
