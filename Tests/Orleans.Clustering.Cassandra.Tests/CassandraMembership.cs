using System.Net;
using Cql;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Cassandra;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Storage.Contract;

namespace Orleans.Clustering.Cassandra.Tests;

/// <summary>A place for members in Cassandra: a service of its own in a keyspace that the tests share.</summary>
internal sealed class CassandraMembership(
    CassandraCluster cluster, string? serviceId = null, int pageSize = MembershipReader.DefaultPageSize) : LosingMembership
{
    private readonly CassandraStores _stores = new(TimeProvider.System, NullLoggerFactory.Instance);
    private readonly string _serviceId = serviceId ?? $"service-{Guid.NewGuid():N}";
    private (bool Stored, Func<Task> Meanwhile)? _loss;

    public MembershipMetrics Metrics { get; } = new(TimeProvider.System);

    private EndPoint Node { get; } = cluster.Nodes[0];

    public CassandraClusteringOptions Options { get; } = OptionsFor(cluster);

    public static CassandraClusteringOptions OptionsFor(CassandraCluster cluster)
    {
        var options = new CassandraClusteringOptions
        {
            Schema = CassandraSchemaMode.Create,
            Keyspace = "members",
            ReplicationFactor = cluster.Nodes.Count,
        };
        foreach (var node in cluster.Nodes)
            options.ContactPoints.Add(node.ToString());
        return options;
    }

    public override ValueTask<IMembershipTable> OpenAsync(string clusterId) => new(Table(clusterId));

    public CassandraMembershipTable Table(string clusterId) => new(
        ClusterOf(clusterId), OpenStoreAsync, TimeProvider.System, Metrics, NullLogger<CassandraMembershipTable>.Instance, pageSize);

    public override async ValueTask<IGatewayListProvider> OpenGatewaysAsync(string clusterId)
    {
        var gateways = new CassandraGatewayListProvider(
            ClusterOf(clusterId), new GatewayOptions(), OpenStoreAsync, NullLogger<CassandraGatewayListProvider>.Instance);
        await gateways.InitializeGatewayListProvider();
        return gateways;
    }

    public override void LoseNextAnswer(bool stored, Func<Task> meanwhile) => _loss = (stored, meanwhile);

    public async Task<CassandraStore> OpenStoreAsync(CancellationToken cancellationToken) =>
        new LosingStore(this, (await _stores.OpenAsync(Options, ClusteringSchema.Schema, cancellationToken)).Session, Options);

    public override async ValueTask DisposeAsync()
    {
        Metrics.Dispose();
        await _stores.DisposeAsync();
    }

    private ClusterOptions ClusterOf(string clusterId) => new() { ServiceId = _serviceId, ClusterId = clusterId };

    private sealed class LosingStore(CassandraMembership place, CqlSession session, CassandraConnectionOptions options) : CassandraStore(session, options)
    {
        public override async ValueTask<CqlRowSet> ExecuteAsync(CqlStatement statement, CancellationToken cancellationToken)
        {
            if (!statement.IsConditional || place._loss is not { } loss)
                return await base.ExecuteAsync(statement, cancellationToken);
            place._loss = null;
            if (loss.Stored)
                (await base.ExecuteAsync(statement, cancellationToken)).Dispose();
            await loss.Meanwhile();
            throw new CqlOutcomeUnknownException(new CqlTimeoutException(TimeSpan.FromSeconds(1), place.Node));
        }
    }
}
