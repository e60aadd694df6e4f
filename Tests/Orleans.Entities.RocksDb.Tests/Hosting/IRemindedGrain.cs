namespace Orleans.Entities.RocksDb.Tests.Hosting;

public interface IRemindedGrain : IGrainWithStringKey
{
    Task RegisterAsync(string name);

    Task UnregisterAsync(string name);

    Task<int> TicksAsync();
}
