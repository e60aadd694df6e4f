namespace Marketplace.StoreProcess.Readers;

[Alias("tests.ILedgerGrain")]
internal interface ILedgerGrain : IGrainWithStringKey
{
    [Alias("Tell")]
    Task TellAsync(LedgerLine[] events);

    [Alias("Read")]
    Task<Ledger> ReadAsync();
}
