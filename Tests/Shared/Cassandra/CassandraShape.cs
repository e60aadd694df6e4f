namespace Marketplace.Tests.Shared;

/// <summary>What a test wants of a cluster.</summary>
public sealed record CassandraShape
{
    /// <summary>How many nodes.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>In how many data centres, <c>dc1</c> and so on; nodes take turns.</summary>
    public int DataCentres { get; init; } = 1;

    /// <summary>Whether clients need a password; <c>cassandra</c> has <c>cassandra</c>.</summary>
    public bool Auth { get; init; }

    /// <summary>Whether clients need TLS.</summary>
    public bool Tls { get; init; }

    /// <summary>Whether the commit log is synced before each answer, not every ten seconds.</summary>
    public bool SyncEachWrite { get; init; }

    /// <summary>The largest write that a node takes, in KiB; null for half a segment of its commit log.</summary>
    public int? MaxMutationKibibytes { get; init; }

    /// <summary>What a node's Java is told beside what the script says.</summary>
    internal string JavaOptions => MaxMutationKibibytes is { } size
        ? $"-Dcassandra.config.allow_system_properties=true -Dcassandra.settings.max_mutation_size={size}KiB"
        : "";

    internal IEnumerable<string> Arguments(int net)
    {
        string[] arguments = ["--nodes", $"{Nodes}", "--dcs", $"{DataCentres}", "--net", $"{net}", "--sync", SyncEachWrite ? "batch" : "periodic"];
        return [.. arguments, .. Auth ? ["--auth"] : Array.Empty<string>(), .. Tls ? ["--tls"] : Array.Empty<string>()];
    }
}
