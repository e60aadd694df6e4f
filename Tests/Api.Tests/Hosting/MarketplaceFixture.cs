using Marketplace.Tests.Shared;

[assembly: AssemblyFixture(typeof(Marketplace.Api.Tests.Hosting.MarketplaceFixture))]

namespace Marketplace.Api.Tests.Hosting;

/// <summary>One marketplace that tests share: each makes things under names of its own.</summary>
public class MarketplaceFixture : IAsyncLifetime
{
    private readonly MarketplaceStore _store;
    private TestMarketplace? _marketplace;

    public MarketplaceFixture() : this(ChosenStore.Value)
    {
    }

    protected MarketplaceFixture(MarketplaceStore store) => _store = store;

    public TestMarketplace Marketplace => _marketplace!;

    public HttpClient Http => Marketplace.Http;

    public virtual async ValueTask InitializeAsync() => _marketplace ??= await TestMarketplace.StartAsync(_store);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_marketplace is not null)
            await _marketplace.DisposeAsync();
    }
}
