namespace Orleans.Entities.Tests;

[GenerateSerializer, Immutable, Alias("tests.CounterRow")]
public sealed record CounterRow([property: Id(0)] int Amount)
{
    public static readonly RowSet<CounterRow> All = new("added");
}
