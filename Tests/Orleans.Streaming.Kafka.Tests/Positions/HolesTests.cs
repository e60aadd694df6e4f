using Marketplace.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities;
using Orleans.Entities.Contract;

namespace Orleans.Streaming.Kafka.Tests.Positions;

/// <summary>A silo that ends while an event waits for its target, behind an offset that no event has.</summary>
[Collection(nameof(OneBroker))]
public sealed class HolesTests(OneBroker broker)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_silo_tells_what_waited()
    {
        await using var writer = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        var first = await WriteAsync(writer);
        var hanging = new HangingDispatcher { HangsFrom = 2 };
        await using (await StartAsync(writer, hanging))
        {
            await hanging.UntilCalledAsync(2).WaitAsync(Patience, Token);
        }

        Assert.Equal(new(writer.Log.LogId, 1, first.Id), await writer.Log.GetPositionAsync(hanging.Name, 0, Token));
        var dispatcher = new HangingDispatcher();
        await using (await StartAsync(writer, dispatcher))
            await dispatcher.UntilCalledAsync(2).WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task A_position_as_earlier_builds_stored_it_is_gone_on_from()
    {
        await using var writer = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        var first = await WriteAsync(writer);
        var dispatcher = new HangingDispatcher();
        await writer.Log.SetPositionAsync(dispatcher.Name, 0, new(writer.Log.LogId, 2, first.Id), Token);

        await using (await StartAsync(writer, dispatcher))
            await dispatcher.UntilCalledAsync(2).WaitAsync(Patience, Token);
    }

    private static async Task<LogEvent> WriteAsync(TestLog writer)
    {
        var thing = writer.Log.EntityIn(0);
        await writer.Log.RelayAsync(Commits.Of(thing, 1));
        await new RawTopic(writer.Options).ProduceGarbageAsync(0, 1);
        await writer.Log.RelayAsync(Commits.Of(thing, 2));
        var events = await writer.Log.ReadToEndAsync(0);
        Assert.Equal([0L, 2L], events.Select(value => value.Offset));
        return events[0];
    }

    private static Task<SiloHost> StartAsync(TestLog log, HangingDispatcher dispatcher) => SiloHost.StartAsync(
        new()
        {
            ["Orleans:EventLog:BootstrapServers"] = log.Options.BootstrapServers,
            ["Orleans:EventLog:Topic"] = log.Options.Topic,
        },
        silo =>
        {
            silo.Services.AddSingleton<IEntityStore>(new InMemoryEntityStore());
            silo.AddEntities();
            silo.AddKafkaEventLog(silo.Configuration.GetSection("Orleans:EventLog"));
            silo.Services.AddSingleton<IEventDispatcher>(dispatcher);
            silo.AddEventDispatcher<HangingDispatcher>();
        });
}
