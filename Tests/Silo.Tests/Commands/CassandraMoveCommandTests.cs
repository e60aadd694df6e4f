using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Payments.Sandbox;
using Marketplace.Silo.Commands;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Entities.RocksDb;

namespace Marketplace.Silo.Tests.Commands;

/// <summary>Export and import by command, from files into Cassandra and back.</summary>
[Collection(nameof(OneNode))]
public sealed class CassandraMoveCommandTests(OneNode node) : IDisposable
{
    private const int Orders = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-move-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_marketplace_is_the_same_in_Cassandra_and_when_it_is_back_in_files()
    {
        var cluster = await node.StartedOrSkipAsync();
        string[] onCassandra =
        [
            "--environment=Cassandra", $"--Marketplace:Cassandra:ContactPoints={cluster.Nodes[0]}", "--Marketplace:Cassandra:Schema=Create",
            string.Create(CultureInfo.InvariantCulture, $"--Marketplace:Cassandra:Keyspace=move_{Environment.ProcessId}"),
        ];
        await FillAsync("old");

        var exported = await RunAsync("export", "there", "old");
        await RunAsync("import", "there", "new", onCassandra);
        await RunAsync("export", "back", "new", onCassandra);
        await RunAsync("import", "back", "home");
        await RunAsync("export", "again", "home");

        Assert.Contains($"done: {Orders} entities, {Orders} events, 64 partitions, 1 payments, {Orders} rows; ", exported.Output, StringComparison.Ordinal);
        Assert.Equal(SumsOf("there"), SumsOf("back"));
        Assert.Equal(SumsOf("there"), SumsOf("again"));
        Assert.False(Directory.Exists(Path.Combine(_folder, "new", "entities")));
    }

    private async Task<Ran> RunAsync(string command, string export, string data, params string[] settings)
    {
        var ran = await Ran.WithAsync([command, Path.Combine(_folder, export), $"--Marketplace:DataDirectory={Path.Combine(_folder, data)}", .. settings]);
        Assert.Equal((SiloProgram.Done, ""), (ran.Code, ran.Errors));
        return ran;
    }

    // Counts and sums of all that an export holds.
    private string SumsOf(string export)
        => JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, export, "manifest.json")))!["sums"]!.ToJsonString();

    private async Task FillAsync(string data)
    {
        using (var store = new RocksDbEntityStore(
            new RocksDbEntityOptions { Folder = Path.Combine(_folder, data, "entities") }, TimeProvider.System, NullLogger<RocksDbEntityStore>.Instance))
        {
            store.Open();
            for (var i = 0; i < Orders; i++)
                Assert.Equal(CommitOutcome.Committed, await store.Entities.CommitAsync(Order(i)));
        }

        using var books = SandboxBooks.Open(Path.Combine(_folder, data, "payments"));
        books.Write([KeyValuePair.Create("order-1", (ReadOnlyMemory<byte>)"{}"u8.ToArray())]);
    }

    private static EntityCommit Order(int number) => new()
    {
        Key = new EntityKey("order", $"{number}"),
        ExpectedVersion = 0,
        ExpectedWriteId = Guid.Empty,
        WriteId = Guid.NewGuid(),
        Head = Encoding.UTF8.GetBytes($"head {number}"),
        Unfinished = number % 3 == 0,
        Puts = [new EntityRow(new RowKey("lines", "1"), Encoding.UTF8.GetBytes($"row {number}"))],
        Events = [new PendingEvent("orders.order.placed.v1", Encoding.UTF8.GetBytes($$"""{"number":{{number}}}"""))],
        Time = DateTimeOffset.UnixEpoch,
    };
}
