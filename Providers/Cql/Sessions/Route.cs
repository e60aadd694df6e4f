using Cql.Telemetry;
using Cql.Topology;

namespace Cql.Sessions;

/// <summary>The nodes to try for one request, each handed out once, also to tries at the same time.</summary>
internal sealed class Route(ClusterView view, QueryPlan plan, Observation? observation)
{
    private readonly Lock _lock = new();
    private QueryPlan _plan = plan;

    /// <summary>The cluster.</summary>
    public ClusterView View => view;

    /// <summary>Who wants to hear of it; null for nobody.</summary>
    public Observation? Observation => observation;

    /// <summary>The next node that connections are kept to; null when there is none left.</summary>
    public NodePool? Next()
    {
        lock (_lock)
        {
            while (_plan.MoveNext())
            {
                if (view.Pools[_plan.Current] is { } pool)
                    return pool;
            }

            return null;
        }
    }
}
