namespace Cql.Topology;

/// <summary>How well a node suits for a request, the best first.</summary>
internal enum NodeStanding : byte
{
    /// <summary>Up, and in the client's data centre.</summary>
    Local,

    /// <summary>Up, and in another data centre.</summary>
    Remote,

    /// <summary>In the client's data centre, and down as far as is known.</summary>
    LocalDown,

    /// <summary>In another data centre, and down as far as is known.</summary>
    RemoteDown,
}
