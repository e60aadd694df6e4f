using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Marketplace.Grains.Interfaces;
using Marketplace.Grains.Interfaces.Catalog.Events;
using Marketplace.Grains.Interfaces.Catalog.Queries;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers.Queries;
using Marketplace.Grains.Interfaces.Orders.Queries;
using Marketplace.Grains.Interfaces.Shipments.Queries;
using Marketplace.ReadModels.Events;
using Marketplace.ReadModels.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Entities;

namespace Marketplace.ReadModels.Tests.Hosting;

/// <summary>The models in a silo, on the embedded log: what is committed is found, from near and from afar.</summary>
public sealed class ReadModelSiloTests : IAsyncLifetime
{
    private readonly ModelFolder _folder = new();
    private IHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Queries_by_grain_and_by_injection_answer_alike_what_was_committed()
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var paid = Samples.Paid(PublicId.OfOrder("cart", 1), "c", [Samples.Line("s", "a", 5), Samples.Line("t", "b", 7)], now);
        await CommitAsync("catalog", "s", new ProductPut(Samples.Product("s", "a", now)));
        await CommitAsync("order", paid.OrderId, paid);
        await CaughtUpAsync();

        var grains = _host.Services.GetRequiredService<IGrainFactory>();
        foreach (var queries in Both<IListingQueries>(grains.GetGrain<IListingQueriesGrain>(0)))
            Assert.Equal("a", Assert.Single((await queries.ListAsync(new() { Space = KeySpace.Business })).Value!.Items).Product.ProductId);
        foreach (var queries in Both<IOrderQueries>(grains.GetGrain<IOrderQueriesGrain>(0)))
            Assert.Equal(new Money(12, "BRL"), Assert.Single((await queries.ListAsync(new() { Space = KeySpace.Business })).Value!.Items).Total);
        foreach (var queries in Both<IPackageQueries>(grains.GetGrain<IPackageQueriesGrain>(0)))
            Assert.Equal(2, (await queries.ListAsync(new() { Space = KeySpace.Business, OrderId = paid.OrderId })).Value!.Items.Length);
        foreach (var queries in Both<ICustomerQueries>(grains.GetGrain<ICustomerQueriesGrain>(0)))
            Assert.Equal(1, (await queries.GetStandingAsync(KeySpace.Business, "c")).SuccessfulPayments);
        Assert.Equal(["s"], await _host.Services.GetRequiredService<IDeliveryBoard>().TakeOldestAsync(KeySpace.Business, 1));
        Assert.Equal(["t"], await grains.GetGrain<IDeliveryBoardGrain>(0).TakeOldestAsync(KeySpace.Business, 10));
    }

    [Fact]
    public async Task A_model_is_built_anew_in_the_running_silo_and_found_after_a_restart()
    {
        await CommitAsync("catalog", "s", new ProductPut(Samples.Product("s", "a", DateTimeOffset.UnixEpoch)));
        await CaughtUpAsync();
        await _host.Services.GetRequiredService<IProjections>().RebuildAsync("listing", Token);
        Assert.Single(await ListAsync());
        await StopAsync();
        await StartAsync();
        Assert.Single(await ListAsync());
        await CommitAsync("catalog", "t", new ProductPut(Samples.Product("t", "a", DateTimeOffset.UnixEpoch)));
        await CaughtUpAsync();
        Assert.Equal(2, (await ListAsync()).Length);
    }

    private IEnumerable<TQueries> Both<TQueries>(TQueries grain) where TQueries : class
        => [grain, _host.Services.GetRequiredService<TQueries>()];

    private async Task<string[]> ListAsync()
    {
        var answer = await _host.Services.GetRequiredService<IListingQueries>().ListAsync(new() { Space = KeySpace.Business });
        return [.. answer.Value!.Items.Select(item => item.Product.SellerId)];
    }

    private async Task CommitAsync<TEvent>(string kind, string id, TEvent value)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(value, MarketplaceEvents.Default.GetTypeInfo(typeof(TEvent))!);
        Assert.Equal(CommitOutcome.Committed, await _host.Services.GetRequiredService<IEntityStore>().CommitAsync(new()
        {
            Key = new(kind, id),
            ExpectedVersion = 0,
            ExpectedWriteId = Guid.Empty,
            WriteId = Guid.NewGuid(),
            Events = [new(EventTypes.Of<TEvent>(), data)],
            Time = DateTimeOffset.UnixEpoch,
        }));
    }

    private async Task CaughtUpAsync()
    {
        var log = _host.Services.GetRequiredService<IEventLog>();
        var heads = new Dictionary<int, long>();
        for (var partition = 0; partition < log.PartitionCount; partition++)
            heads.Add(partition, (await log.GetExtentAsync(partition, Token)).Next);
        var projections = _host.Services.GetRequiredService<IProjections>();
        foreach (var name in projections.Names)
            Assert.True(await projections.WaitForAsync(name, heads, TimeSpan.FromSeconds(30), Token), name);
    }

    private async Task StartAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), FreePort())
            .AddRocksDbEntities(options => options.Folder = Path.Combine(_folder.Path, "entities"))
            .AddEntities()
            .AddReadModels(Path.Combine(_folder.Path, "models")));
        _host = builder.Build();
        await _host.StartAsync(Token);
    }

    private async Task StopAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
