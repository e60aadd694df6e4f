using Orleans.Messaging;

namespace Orleans.Storage.Contract;

/// <summary>A place for the members of clusters, empty at first, and the tables that silos and clients open on it.</summary>
public abstract class MembershipUnderTest : IAsyncDisposable
{
    /// <summary>Opens a table as a silo of a cluster would, and leaves it to the caller to initialize it.</summary>
    public abstract ValueTask<IMembershipTable> OpenAsync(string clusterId);

    /// <summary>Opens the list of gateways as a client of a cluster would, initialized.</summary>
    public abstract ValueTask<IGatewayListProvider> OpenGatewaysAsync(string clusterId);

    public abstract ValueTask DisposeAsync();
}
