namespace Orleans.Persistence.Cassandra.Tests.Silos;

[Alias("tests.counter")]
public interface ICounter : IGrainWithStringKey
{
    [Alias("add")]
    Task<int> AddAsync(int count);

    [Alias("clear")]
    Task ClearAsync();

    [Alias("fill")]
    Task FillAsync(int length);
}
