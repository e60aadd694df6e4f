namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>How a customer pays.</summary>
/// <param name="Type">The contract's word for it.</param>
/// <param name="Installments">0 unless paid by credit card.</param>
internal readonly record struct Payment(string Type, int Installments)
{
    public static Payment Next(ref IterationRandom random) => random.Next(3) switch
    {
        0 => new Payment("BOLETO", 0),
        1 => new Payment("DEBIT_CARD", 0),
        _ => new Payment("CREDIT_CARD", random.Between(1, 10)),
    };
}
