namespace Orleans.Persistence.Cassandra.Tests.Silos;

[GenerateSerializer, Alias("tests.counter.state")]
public sealed class CounterState
{
    [Id(0)]
    public int Count { get; set; }

    [Id(1)]
    public string Filling { get; set; } = "";
}
