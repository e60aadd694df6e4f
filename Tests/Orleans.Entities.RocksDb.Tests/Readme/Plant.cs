namespace Orleans.Entities.RocksDb.Tests.Readme;

[GenerateSerializer, Alias("tests.plant")]
public sealed class Plant
{
    [Id(0)]
    public int Watered { get; set; }
}
