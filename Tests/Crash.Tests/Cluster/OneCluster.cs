namespace Marketplace.Crash.Tests.Cluster;

/// <summary>Tests that each fill the machine with a cluster of processes, and time it: one at a time.</summary>
[CollectionDefinition]
public sealed class OneCluster;
