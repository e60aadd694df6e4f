using System.Globalization;
using Marketplace.Crash.Tests.Checks;
using Marketplace.Crash.Tests.Cluster;
using Marketplace.Crash.Tests.Hosting;
using Marketplace.Crash.Tests.Shop;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests;

/// <summary>
/// A marketplace is killed under load, moves from its files into Cassandra, or into Cassandra and Kafka, while its buyers wait, and goes on
/// there. Nothing is lost, doubled or left, and what its lists, dashboards and books show is what it was; and so it is when it moves back.
/// </summary>
// Buyers without a pause fill the machine, and what others time beside them would fail.
[Collection(nameof(OneCluster))]
public sealed class MoveTests(OneNode node, OneBroker broker, ITestOutputHelper output) : IDisposable
{
    private const int Kills = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-move-").FullName;
    private readonly Random _random = new(CrashSettings.Seed);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_moves_into_Cassandra_in_the_midst_of_trade_and_back()
    {
        Assert.SkipUnless(CrashSettings.IsClusterCampaign, "A campaign: ./campaign cluster");
        var cluster = await node.StartedOrSkipAsync();
        await using var program = new MarketplaceProgram();
        var books = await MoveInTradeAsync(program, 150, 30, SettingsOf("Cassandra", cluster));

        var lists = Lists(program);
        await program.KillAsync();
        await MoveAsync(program, "back", []);
        await program.StartAsync();
        await books.CheckFiguresAsync();
        await UntilAsync(() => Lists(program).SequenceEqual(lists));
        var later = new Market(program, _random);
        await later.TradeThroughAsync(() => UntilMoreAsync(later, 30));
        await books.CheckAsync(later);
    }

    [Fact]
    public async Task It_moves_into_Cassandra_and_Kafka_in_the_midst_of_trade()
    {
        Assert.SkipUnless(CrashSettings.IsClusterCampaign, "A campaign: ./campaign cluster");
        var (cassandra, kafka) = (await node.StartedOrSkipAsync(), await broker.StartedOrSkipAsync());
        await using var program = new MarketplaceProgram();
        await MoveInTradeAsync(program, 60, 20, [.. SettingsOf("Cluster", cassandra), .. OnKafka.In(kafka)]);
    }

    /// <summary>A shop in files is killed under trade, moves, and goes on where it came to; everything is checked then.</summary>
    /// <param name="program">The marketplace, not yet started.</param>
    /// <param name="before">How much is bought before.</param>
    /// <param name="after">And after.</param>
    /// <param name="target">Where it moves to.</param>
    private async Task<Books> MoveInTradeAsync(MarketplaceProgram program, int before, int after, (string Key, string Value)[] target)
    {
        output.WriteLine($"seed {CrashSettings.Seed}");
        await program.StartAsync();
        var books = new Books(program);
        await books.OpenShopAsync();

        var market = new Market(program, _random);
        await market.TradeThroughAsync(async () =>
        {
            await UntilMoreAsync(market, before);
            await program.KillAsync();
            await MoveAsync(program, "there", target);
            await program.StartAsync();
            await UntilMoreAsync(market, after);
        });
        await books.CheckAsync(market);
        output.WriteLine($"{market}");
        return books;
    }

    private static (string Key, string Value)[] SettingsOf(string environment, CassandraCluster cluster) =>
    [
        ("DOTNET_ENVIRONMENT", environment),
        ("Marketplace:Cassandra:ContactPoints", cluster.Nodes[0].ToString()),
        ("Marketplace:Cassandra:Keyspace", OnCassandra.NewKeyspace()),
        ("Marketplace:Cassandra:Schema", "Create"),
        ("Orleans:Clustering:SiloPort", string.Create(CultureInfo.InvariantCulture, $"{FreePorts.Take(1)[0]}")),
    ];

    /// <summary>Both ways are cut off now and then, as a machine that goes down would.</summary>
    private async Task MoveAsync(MarketplaceProgram program, string name, (string Key, string Value)[] target)
    {
        var export = Path.Combine(_folder, name);
        var (from, data) = (program.DataDirectory, Directory.CreateDirectory(Path.Combine(_folder, $"data-{name}")).FullName);
        await RunAsync(new SiloCommand(program, "export", export));
        (program.DataDirectory, program.Settings) = (data, target);
        await RunAsync(new SiloCommand(program, "import", export));
        if (!from.StartsWith(_folder, StringComparison.Ordinal))
            Directory.Delete(from, recursive: true);
    }

    private async Task RunAsync(SiloCommand command)
    {
        for (var kill = 0; kill < Kills; kill++)
            await command.KillAfterAsync(TimeSpan.FromMilliseconds(_random.Next(300, 3_000)));
        output.WriteLine(await command.RunAsync());
    }

    private static List<string> Lists(MarketplaceProgram program)
    {
        var lists = new List<string>();
        foreach (var model in (string[])["orders", "listing"])
        {
            using var file = ModelFile.Open(program.DataDirectory, model);
            lists.AddRange(file.Dump());
        }

        return lists;
    }

    private static Task UntilMoreAsync(Market market, int purchases)
    {
        var enough = market.Purchases.Count + purchases;
        return UntilAsync(() => market.Purchases.Count >= enough);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!holds())
            await Task.Delay(100, limit.Token);
    }
}
