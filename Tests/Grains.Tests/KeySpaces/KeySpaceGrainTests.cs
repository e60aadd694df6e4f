using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers;
using Marketplace.Grains.Interfaces.KeySpaces;
using Marketplace.Grains.Interfaces.Sellers;
using Marketplace.Grains.Tests.Hosting;

namespace Marketplace.Grains.Tests.KeySpaces;

public sealed class KeySpaceGrainTests
{
    [Fact]
    public async Task A_generation_and_profiles_survive_a_restart()
    {
        await using var silo = await GrainsFixture.StartAsync();
        Assert.Equal(new KeySpace("om", 1, 1), await silo.Grains.GetGrain<IKeySpaceGrain>("om").GetAsync());
        var space = await silo.Grains.GetGrain<IKeySpaceGrain>("om").ResetAsync();
        await silo.Grains.GetGrain<ISellerGrain>(space.Loaded.Key("1")).PutAsync(new() { Name = "Seller" });
        await silo.Grains.GetGrain<ICustomerGrain>(space.Loaded.Key("1")).PutAsync(new() { Name = "Customer" });

        await silo.RestartAsync();

        Assert.Equal(new KeySpace("om", 1, 2), await silo.Grains.GetGrain<IKeySpaceGrain>("om").GetAsync());
        Assert.Equal(("1", "Seller"), await silo.Grains.GetGrain<ISellerGrain>("om:1.1:1").GetAsync() is { } seller ? (seller.SellerId, seller.Name) : default);
        Assert.Equal("Customer", (await silo.Grains.GetGrain<ICustomerGrain>("om:1.1:1").GetAsync())?.Name);
    }
}
