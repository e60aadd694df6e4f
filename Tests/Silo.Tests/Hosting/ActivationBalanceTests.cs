using Marketplace.Silo.Configuration;
using Marketplace.Silo.Hosting;
using Microsoft.Extensions.Hosting;
using Orleans.Placement.Rebalancing;

namespace Marketplace.Silo.Tests.Hosting;

/// <summary>Which silos give active grains away. What comes of it is shown by <c>./campaign cluster</c>.</summary>
public sealed class ActivationBalanceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-balance-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, "Catalog", false)]
    [InlineData(false, null, false)]
    public void A_silo_among_others_does_if_it_hosts_every_service(bool withGateway, string? service, bool balances)
    {
        string[] members = withGateway ? ["--Orleans:Clustering:ProviderType=Cassandra", "--Marketplace:Cassandra:Keyspace=balance"] : [];
        string[] hosted = service is null ? [] : [$"--{ServiceSettings.Key}:0={service}"];
        var builder = Host.CreateApplicationBuilder([$"--Marketplace:DataDirectory={_folder}", .. members, .. hosted]);
        builder.AddMarketplaceSilo(withGateway: withGateway);
        Assert.Equal(balances, builder.Services.Any(registered => registered.ServiceType == typeof(IActivationRebalancer)));
    }
}
