namespace Marketplace.Crash.Tests.Cluster;

/// <summary>Tests that each fill the machine with a cluster of processes, and time it: one at a time in this program, and those of
/// <see cref="ClusterScript"/> one at a time on this machine.</summary>
[CollectionDefinition]
public sealed class OneCluster;
