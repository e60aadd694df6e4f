namespace Orleans.Streaming.Kafka.TellerSilo.Ledgers;

/// <summary>An entity that a dispatcher tells of tellers' events, and that holds them against what is to come next.</summary>
[Alias("tests.kafka.ILedger")]
public interface ILedger : IGrainWithStringKey
{
    /// <summary>Takes events down.</summary>
    [Alias("Take")]
    Task TakeAsync(LedgerLine[] lines);

    /// <summary>What was taken down.</summary>
    [Alias("Read")]
    Task<Ledger> ReadAsync();
}
