using Cql;
using Microsoft.Extensions.Logging;
using Orleans.Cassandra;
using Orleans.Configuration;
using Orleans.Messaging;

namespace Orleans.Clustering.Cassandra;

/// <summary>The gateways of a cluster: its active silos that have one. While the store does not answer, those that were known last.</summary>
internal sealed partial class CassandraGatewayListProvider(
    ClusterOptions cluster,
    GatewayOptions gateways,
    Func<CancellationToken, Task<CassandraStore>> open,
    ILogger<CassandraGatewayListProvider> logger) : IGatewayListProvider
{
    private MembershipStatements? _statements;
    private IList<Uri>? _last;

    public TimeSpan MaxStaleness => gateways.GatewayListRefreshPeriod;

    [Obsolete("Orleans does not ask any more.")]
    public bool IsUpdatable => true;

    public async Task InitializeGatewayListProviderAsync(CancellationToken cancellationToken) =>
        _statements = await MembershipStatements.PrepareAsync(await open(cancellationToken), cluster, cancellationToken);

    public async Task<IList<Uri>> GetGatewaysAsync(CancellationToken cancellationToken)
    {
        var statements = _statements ?? throw new InvalidOperationException("The list of gateways is not initialized.");
        try
        {
            var (members, _) = await new MembershipReader(statements).ReadKnownAsync(cancellationToken);
            return _last = [.. members.Select(member => member.Entry).Where(entry => entry.Status == SiloStatus.Active && entry.ProxyPort > 0).Select(GatewayOf)];
        }
        catch (CqlException e) when (_last is { } last)
        {
            LogKept(e, last.Count);
            return last;
        }
    }

    public Task InitializeGatewayListProvider() => InitializeGatewayListProviderAsync(CancellationToken.None);

    public Task<IList<Uri>> GetGateways() => GetGatewaysAsync(CancellationToken.None);

    private static Uri GatewayOf(MembershipEntry entry) =>
        SiloAddress.New(entry.SiloAddress.Endpoint.Address, entry.ProxyPort, entry.SiloAddress.Generation).ToGatewayUri();

    [LoggerMessage(LogLevel.Warning, "Cassandra does not tell the gateways; the {Count} that were known last are kept.")]
    private partial void LogKept(Exception exception, int count);
}
