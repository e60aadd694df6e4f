using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Entities;

namespace Marketplace.StoreProcess.Readers;

/// <summary>A silo over a folder, with a dispatcher and a projection, and writers who give them something to read.</summary>
internal sealed class ReadersSession(string folder) : IDisposable
{
    public const string Happened = "tests.thing.happened.v1";

    private const int Writers = 24;

    private readonly FileProjection _projection = new(Path.Combine(folder, "projection.json"));
    private IHost? _host;

    internal async Task<string> OpenAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_projection);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), FreePort())
            .AddEntities()
            .AddRocksDbEntities((RocksDbEntityOptions options) => options.Folder = Path.Combine(folder, "store"))
            .AddEventDispatcher<LedgerDispatcher>()
            .AddProjection<FileProjection>());
        _host = builder.Build();
        await _host.StartAsync();
        return "open";
    }

    /// <summary>Writes without an end.</summary>
    internal async Task<string> WriteAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(writer == 0 ? LedgerDispatcher.Poison : $"{writer}")));
        return "never";
    }

    /// <summary>Of the log's events: how many, and how many of them are poisonous.</summary>
    internal async Task<string> LoggedAsync()
    {
        var log = _host!.Services.GetRequiredService<IEventLog>();
        var (all, poison) = (0, 0);
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            var extent = await log.GetExtentAsync(partition);
            for (var offset = 0L; offset < extent.Next;)
            {
                foreach (var value in await log.ReadAsync(partition, offset, 1000, TimeSpan.Zero))
                {
                    all += value.Type == Happened ? 1 : 0;
                    poison += value.Entity.Id == LedgerDispatcher.Poison && value.Type == Happened ? 1 : 0;
                    offset = value.Offset + 1;
                }
            }
        }

        return $"{all} {poison}";
    }

    /// <summary>What the ledgers were told, how much of it out of order, and how much is parked.</summary>
    internal async Task<string> ToldAsync()
    {
        var grains = _host!.Services.GetRequiredService<IGrainFactory>();
        var ledgers = await Task.WhenAll(
            Enumerable.Range(0, LedgerDispatcher.Ledgers).Select(ledger => grains.GetGrain<ILedgerGrain>($"{ledger}").ReadAsync()));
        var parked = await grains.GetGrain<IParkedEvents>("ledgers").ListAsync(null, 1);
        return $"{ledgers.Sum(ledger => ledger.Told)} {ledgers.Sum(ledger => ledger.Disordered)} {parked.Total}";
    }

    internal string Projected => _projection.Progress;

    public void Dispose() => _host?.Dispose();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WriteAsync(string id)
    {
        var store = _host!.Services.GetRequiredService<IEntityStore>();
        var key = new EntityKey("thing", id);
        var head = await store.OpenAsync(key);
        var (version, last) = (head.Version, head.WriteId);
        while (true)
        {
            var commit = new EntityCommit
            {
                Key = key,
                ExpectedVersion = version,
                ExpectedWriteId = last,
                WriteId = Guid.NewGuid(),
                Events = [new(Happened, default), new(Happened, default)],
                Time = DateTimeOffset.UnixEpoch,
            };
            if (await store.CommitAsync(commit) != CommitOutcome.Committed)
                throw new InvalidOperationException("A commit failed.");
            (version, last) = (version + 1, commit.WriteId);
            await Task.Delay(id == LedgerDispatcher.Poison ? 50 : 2);
        }
    }
}
