namespace Marketplace.Tests.Shared;

/// <summary>Harm that comes to the nodes of a cluster at random: they die and start again, or hang for a while.</summary>
internal static class NodeHarm
{
    private const int FewestFaults = 3;
    private const int LongestFault = 5_000;

    /// <summary>Harms nodes for a time, and longer where it takes longer to do some harm: a node's start takes a minute on a busy machine.</summary>
    /// <returns>How often.</returns>
    public static async Task<int> HarmAsync(this CassandraCluster cluster, TimeSpan time, Random random, CancellationToken cancellationToken)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var faults = 0;
        for (; faults < FewestFaults || TimeProvider.System.GetElapsedTime(begin) < time; faults++)
        {
            await Task.Delay(random.Next(1_000), cancellationToken);
            var node = 1 + random.Next(cluster.Nodes.Count);
            if (random.Next(3) == 0)
            {
                await cluster.KillAsync(node);
                await cluster.StartAsync(node);
            }
            else
            {
                await cluster.PauseAsync(node);
                await Task.Delay(random.Next(LongestFault), cancellationToken);
                await cluster.ResumeAsync(node);
            }
        }

        return faults;
    }
}
