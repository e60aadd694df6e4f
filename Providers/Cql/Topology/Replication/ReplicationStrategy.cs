namespace Cql.Topology.Replication;

/// <summary>How a keyspace chooses the nodes that hold a partition. Immutable, and equal by value.</summary>
internal abstract record ReplicationStrategy
{
    /// <summary>Nodes are not chosen by token, or in a way that is not known here: any node does as well as any other.</summary>
    public static ReplicationStrategy ByNoToken { get; } = new AnyNode();

    /// <summary>Reads the options of a keyspace, <c>system_schema.keyspaces.replication</c>. What cannot be read is <see cref="ByNoToken"/>.</summary>
    public static ReplicationStrategy Parse(IReadOnlyDictionary<string, string> options)
    {
        var name = options.GetValueOrDefault("class", "");
        return name[(name.LastIndexOf('.') + 1)..] switch
        {
            "SimpleStrategy" => SimpleReplication.Parse(options),
            "NetworkTopologyStrategy" => NetworkTopologyReplication.Parse(options),
            "EverywhereStrategy" => new EverywhereReplication(),
            _ => ByNoToken,
        };
    }

    /// <summary>The replicas of every place on a ring.</summary>
    public abstract ReplicaMap Map(TokenRing ring);

    private sealed record AnyNode : ReplicationStrategy
    {
        public override ReplicaMap Map(TokenRing ring) => ReplicaMap.Empty;
    }
}
