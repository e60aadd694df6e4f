using Marketplace.Grains.Interfaces.Common;
using Marketplace.Silo.Configuration;
using Marketplace.Silo.Hosting;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Silo.Tests.Configuration;

/// <summary>A silo hosts all services, or those that it is told to.</summary>
public sealed class ServiceSettingsTests
{
    [Fact]
    public void Without_a_list_it_is_all_of_them() => Assert.Equal(MarketplaceServices.All, Read());

    [Fact]
    public void A_list_is_read_in_any_case_and_order()
        => Assert.Equal(MarketplaceServices.Payments | MarketplaceServices.Orders | MarketplaceServices.Stock, Read("payments", "STOCK", "Orders", "Orders"));

    [Fact]
    public void Every_grain_of_the_marketplace_belongs_to_a_service_but_those_that_all_share()
    {
        var grains = new[] { typeof(Marketplace.Grains.Orders.OrderOptions).Assembly, typeof(Marketplace.ReadModels.Hosting.ReadModelSiloBuilderExtensions).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(Grain).IsAssignableFrom(type))
            .ToLookup(HostedServices.ServiceOf);

        Assert.Equal(["KeySpaceGrain"], grains[null].Select(grain => grain.Name));
        Assert.All(
            Enum.GetValues<MarketplaceServices>().Except([MarketplaceServices.None, MarketplaceServices.All, MarketplaceServices.Payments]),
            service => Assert.NotEmpty(grains[service]));
    }

    private static MarketplaceServices Read(params string[] names) => ServiceSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(names.Select((name, index) => KeyValuePair.Create($"Marketplace:Services:{index}", (string?)name)))
        .Build());
}
