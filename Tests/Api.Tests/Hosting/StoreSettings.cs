using Marketplace.Tests.Shared;

namespace Marketplace.Api.Tests.Hosting;

/// <summary>What the program is told of its store.</summary>
internal static class StoreSettings
{
    /// <summary>For a marketplace that has this folder; skips the test where there is no such store.</summary>
    public static async Task<string[]> OfAsync(MarketplaceStore store, string folder) => store == MarketplaceStore.Files
        ? []
        : [.. OnCassandra(await StoreNode.StartedOrSkipAsync(), StoreNode.KeyspaceOf(folder)), "--Marketplace:Cassandra:Schema=Create"];

    /// <summary>For entities, members, grain state and reminders in tables that are there.</summary>
    public static string[] OnCassandra(CassandraCluster cluster, string keyspace) =>
    [
        "--environment=Cassandra",
        $"--Marketplace:Cassandra:ContactPoints={cluster.Nodes[0]}",
        $"--Marketplace:Cassandra:Keyspace={keyspace}",
        $"--Marketplace:Cassandra:UserName={StoreNode.User}",
        $"--Marketplace:Cassandra:Password={StoreNode.Password}",
        $"--Marketplace:Cassandra:Tls:CertificateAuthorityFile={cluster.AuthorityFile}",
        "--Orleans:Clustering:SiloPort=0",
    ];
}
