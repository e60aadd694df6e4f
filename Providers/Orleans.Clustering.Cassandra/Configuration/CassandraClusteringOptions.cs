namespace Orleans.Configuration;

/// <summary>Where the members of a cluster are kept. Bound to <c>Orleans:Clustering</c>. Silos and clients of a cluster have the same.</summary>
public sealed class CassandraClusteringOptions : CassandraConnectionOptions;
