using Marketplace.Silo.Cluster;
using Marketplace.Silo.Hosting;
using Microsoft.Extensions.Hosting;
using Orleans.GrainDirectory;

namespace Marketplace.Silo.Tests.Cluster;

/// <summary>Which silos leave so that no request fails. What comes of it is shown by <c>./campaign cluster</c>.</summary>
public sealed class DepartureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-departure-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_silo_that_may_have_others_beside_it_waits_for_its_last_answers_and_shares_a_directory(bool withGateway)
    {
        string[] members = withGateway ? ["--Orleans:Clustering:ProviderType=Cassandra", "--Marketplace:Cassandra:Keyspace=departure"] : [];
        var builder = Host.CreateApplicationBuilder([$"--Marketplace:DataDirectory={_folder}", .. members]);
        builder.AddMarketplaceSilo(withGateway: withGateway);
        Assert.Equal(withGateway, builder.Services.Any(registered => registered.ImplementationType == typeof(GatewayDrain)));
        Assert.Equal(withGateway, builder.Services.Any(registered => registered.ImplementationType == typeof(RejectedCallRetry)));
        Assert.Equal(withGateway, builder.Services.Any(registered => registered.ServiceType == typeof(IGrainDirectory)));
    }
}
