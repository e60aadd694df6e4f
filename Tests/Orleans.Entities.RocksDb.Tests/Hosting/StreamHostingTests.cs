using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities.Contract;
using Orleans.Entities.RocksDb.Tests.Process;

namespace Orleans.Entities.RocksDb.Tests.Hosting;

/// <summary>Orleans streams over the log in the files, taken from configuration.</summary>
public sealed class StreamHostingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<LogEvent> _taken = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_section_streams_the_log_to_grains_and_a_silo_that_starts_anew_goes_on_where_they_were()
    {
        var key = new EntityKey("thing", "1");
        await RunAsync(async store =>
        {
            var writer = new EntityWriter(store, key);
            await writer.WriteAsync("a", events: [EntityWriter.Event("{}"), EntityWriter.Event("{}")]);
            await writer.WriteAsync("b", events: [EntityWriter.Event("{}")]);
            await Patience.UntilAsync(() => Task.FromResult(_taken.Count >= 3));
        });
        Assert.Equal(["thing/1@1.0", "thing/1@1.1", "thing/1@2.0"], _taken.Select(value => value.Id));
        await RunAsync(async store =>
        {
            await new EntityWriter(store, new("thing", "2")).WriteAsync("a", events: [EntityWriter.Event("{}")]);
            await Patience.UntilAsync(() => Task.FromResult(_taken.Any(value => value.Entity.Id == "2")));
        });
        Assert.Equal(4, _taken.DistinctBy(value => value.Id).Count());
    }

    private async Task RunAsync(Func<IEntityStore, Task> body)
    {
        using var host = TestSilo.Build(
            silo =>
            {
                silo.UseConfiguredEntities();
                silo.Services.AddSingleton(_taken);
            },
            ("Orleans:Entities:ProviderType", "RocksDb"),
            ("Orleans:Entities:Folder", _folder.Path),
            ("Orleans:Entities:Partitions", "3"),
            ("Orleans:Streaming:events:ProviderType", "RocksDb"),
            ("Orleans:Streaming:events:PubSubType", "ImplicitOnly"));
        await host.StartAsync(Token);
        await body(host.Services.GetRequiredService<IEntityStore>());
        await host.StopAsync(Token);
    }
}
