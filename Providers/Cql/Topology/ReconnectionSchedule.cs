namespace Cql.Topology;

/// <summary>
/// How long to wait between tries to connect: twice as long after each, from about a second to about a minute, less a part drawn
/// by lot, so that many clients do not come back to a node at once.
/// </summary>
internal static class ReconnectionSchedule
{
    /// <summary>What the first wait is cut from.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <summary>What the longest waits are cut from. With the cut, and the time that connecting takes, a node that is back is used within it.</summary>
    public static readonly TimeSpan Last = TimeSpan.FromSeconds(60);

    /// <summary>A connection that ends sooner is a try that failed: what takes connections and ends them would be asked without a pause.</summary>
    public static readonly TimeSpan ShortestUse = TimeSpan.FromSeconds(1);

    private const double LeastCut = 0.1;
    private const double MostCut = 0.3;

    /// <summary>The wait after a number of tries that failed, one after another.</summary>
    public static TimeSpan After(int failures, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var whole = Math.Min(First.TotalSeconds * Math.Pow(2, failures - 1), Last.TotalSeconds);
        return TimeSpan.FromSeconds(whole * (1 - LeastCut - (random.NextDouble() * (MostCut - LeastCut))));
    }
}
