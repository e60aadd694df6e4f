namespace Orleans.Entities.RocksDb.Tests.Hosting;

public interface INoteGrain : IGrainWithStringKey
{
    Task<string?> ReadAsync();

    Task WriteAsync(string text);

    Task ClearAsync();
}
