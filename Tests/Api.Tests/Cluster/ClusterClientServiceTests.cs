using System.Reflection;
using Marketplace.Api.Cluster;
using Marketplace.Api.Tests.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Marketplace.Api.Tests.Cluster;

[Trait("store", "none")]
public sealed class ClusterClientServiceTests
{
    [Fact]
    public async Task An_API_whose_last_news_was_that_no_gateway_is_left_is_up_again_when_a_silo_answers()
    {
        var connection = new ClusterConnection();
        using var service = new ClusterClientService(DispatchProxy.Create<IStartedClient, AnsweredClient>(), connection, TimeProvider.System, NullLogger<ClusterClientService>.Instance);
        await service.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => Task.FromResult(connection.HasJoined));
        connection.NotifyGatewayCountChanged(1, 0, false);
        connection.NotifyGatewayCountChanged(0, 1, false);

        await Eventually.HoldsAsync(() => Task.FromResult(connection.IsUp));

        await service.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A client as Orleans has it, which is started as a service of a host.</summary>
    public interface IStartedClient : IClusterClient, IHostedService;

    /// <summary>Starts and stops, and its one grain is answered.</summary>
    public class AnsweredClient : DispatchProxy
    {
        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            nameof(IGrainFactory.GetGrain) => Create<IManagementGrain, AnsweredClient>(),
            nameof(IManagementGrain.GetHosts) => Task.FromResult(new Dictionary<SiloAddress, SiloStatus>()),
            _ => Task.CompletedTask,
        };
    }
}
