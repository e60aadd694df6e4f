using Cql.Sessions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cql.Hosting;

/// <summary>Asks the nodes of a session, and reports how many answer.</summary>
internal sealed class SessionHealthCheck(CqlSession session, TimeSpan patience) : IHealthCheck
{
    /// <summary>How long nodes have to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<NodeHealth> nodes;
        try
        {
            nodes = await session.AskNodesAsync(patience, cancellationToken);
        }
        catch (Exception e) when (e is CqlException or ObjectDisposedException or TimeoutException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, e.Message, e);
        }

        var alive = nodes.Count(node => node.Fault is null);
        var status = alive == nodes.Count && alive > 0 ? HealthStatus.Healthy : alive > 0 ? HealthStatus.Degraded : context.Registration.FailureStatus;
        return new HealthCheckResult(status, $"{alive} of {nodes.Count} nodes answer.", data: DataOf(nodes));
    }

    private static Dictionary<string, object> DataOf(IReadOnlyList<NodeHealth> nodes)
    {
        var data = nodes.GroupBy(node => node.DataCentre).ToDictionary(
            members => members.Key,
            object (members) => $"{members.Count(node => node.Fault is null)} of {members.Count()}");
        foreach (var node in nodes.Where(node => node.Fault is not null))
            data[node.Node.ToString()] = node.Fault!;
        return data;
    }
}
