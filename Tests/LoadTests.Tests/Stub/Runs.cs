using Marketplace.LoadTests.Injection;
using Marketplace.LoadTests.Measurement;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;

namespace Marketplace.LoadTests.Tests.Stub;

/// <summary>Runs iterations one after the other, without an injection.</summary>
internal static class Runs
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public static OnlineMarketplaceOptions Options(StubMarketplace stub, string mix = "checkout=1") => new()
    {
        Endpoint = stub.Endpoint,
        Operators = stub.Url,
        Customers = 4,
        Sellers = 3,
        ProductsPerSeller = 5,
        Mix = TransactionMix.Parse(mix),
    };

    /// <summary>Carries out <paramref name="iterations"/> by one user and returns what was measured.</summary>
    public static async Task<IReadOnlyDictionary<string, OperationSummary>> CarryOutAsync(OnlineMarketplaceScenario scenario, int iterations)
    {
        var recorder = new Recorder(scenario.Operations);
        using var user = scenario.CreateUser();
        for (var number = 1; number <= iterations; number++) await user.RunAsync(new Iteration(number, TimeSpan.Zero, recorder));
        return recorder.Summarise().ToDictionary(operation => operation.Operation);
    }
}
