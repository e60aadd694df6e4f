using System.Net;
using Orleans.Messaging;

namespace Orleans.Storage.Contract;

/// <summary>The gateways of one cluster on a place in memory.</summary>
internal sealed class InMemoryGateways(InMemoryMembership place, string clusterId) : IGatewayListProvider
{
    public TimeSpan MaxStaleness => TimeSpan.FromMinutes(1);

    [Obsolete("Orleans does not ask any more.")]
    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public Task<IList<Uri>> GetGateways() => Task.FromResult(place.Do<IList<Uri>>(clusterId, cluster =>
        [.. cluster.Rows.Values.Select(row => row.Entry).Where(row => row.Status == SiloStatus.Active && row.ProxyPort > 0).Select(GatewayOf)]));

    private static Uri GatewayOf(MembershipEntry entry) =>
        SiloAddress.New(new IPEndPoint(entry.SiloAddress.Endpoint.Address, entry.ProxyPort), entry.SiloAddress.Generation).ToGatewayUri();
}
