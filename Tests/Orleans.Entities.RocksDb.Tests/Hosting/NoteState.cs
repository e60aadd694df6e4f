namespace Orleans.Entities.RocksDb.Tests.Hosting;

[GenerateSerializer, Alias("tests.note")]
public sealed class NoteState
{
    [Id(0)]
    public string? Text { get; set; }
}
