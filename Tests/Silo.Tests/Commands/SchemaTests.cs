using System.Globalization;
using Marketplace.Silo.Commands;

namespace Marketplace.Silo.Tests.Commands;

/// <summary>The schema by command.</summary>
[Collection(nameof(OneNode))]
public sealed class SchemaTests(OneNode node)
{
    private static readonly string[] OnCassandra = ["--environment=Cassandra", "--Marketplace:Cassandra:ContactPoints=127.0.0.1"];

    [Fact]
    public async Task It_is_printed_for_all_that_is_kept_in_Cassandra_and_asks_nobody()
    {
        var ran = await Ran.WithAsync(["schema", "--print", .. OnCassandra, "--Marketplace:Cassandra:Keyspace=shop"]);

        Assert.Equal((SiloProgram.Done, ""), (ran.Code, ran.Errors));
        Assert.All(
            (string[])["orleans_schema", "orleans_membership", "entities", "grain_state", "reminders"],
            table => Assert.Contains($"CREATE TABLE IF NOT EXISTS \"shop\".{table}", ran.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_marketplace_in_files_has_none()
        => (await Ran.WithAsync("schema", "--print")).AssertFailed("Orleans:Entities:ProviderType", "--environment Cassandra");

    [Fact]
    public async Task It_is_made_once_however_many_apply_it_and_however_often()
    {
        var cluster = await node.StartedOrSkipAsync();
        string[] apply =
        [
            "schema", "--apply", "--environment=Cassandra", $"--Marketplace:Cassandra:ContactPoints={cluster.Nodes[0]}",
            string.Create(CultureInfo.InvariantCulture, $"--Marketplace:Cassandra:Keyspace=schema_{Environment.ProcessId}"),
        ];

        var first = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Ran.WithAsync(apply)));
        var again = await Ran.WithAsync(apply);

        Assert.All(first.Append(again), ran => Assert.Equal((SiloProgram.Done, ""), (ran.Code, ran.Errors)));
    }
}
