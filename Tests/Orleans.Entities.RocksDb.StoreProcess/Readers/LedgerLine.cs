namespace Marketplace.StoreProcess.Readers;

[GenerateSerializer, Immutable, Alias("tests.LedgerLine")]
internal sealed record LedgerLine([property: Id(0)] string Entity, [property: Id(1)] long Version, [property: Id(2)] int Index)
{
    public string Id => $"{Entity}@{Version}.{Index}";

    public bool IsAfter(LedgerLine? other) => other is null || (Version, Index).CompareTo((other.Version, other.Index)) > 0;
}
