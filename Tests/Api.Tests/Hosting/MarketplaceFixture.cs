[assembly: AssemblyFixture(typeof(Marketplace.Api.Tests.Hosting.MarketplaceFixture))]

namespace Marketplace.Api.Tests.Hosting;

/// <summary>One marketplace that tests share: each makes things under names of its own.</summary>
public sealed class MarketplaceFixture : IAsyncLifetime
{
    private TestMarketplace? _marketplace;

    public TestMarketplace Marketplace => _marketplace!;

    public HttpClient Http => Marketplace.Http;

    public async ValueTask InitializeAsync() => _marketplace = await TestMarketplace.StartAsync();

    public ValueTask DisposeAsync() => Marketplace.DisposeAsync();
}
