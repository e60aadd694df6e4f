using Marketplace.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities;
using Orleans.Entities.Contract;
using Orleans.Streaming.Kafka.Parking;

namespace Orleans.Streaming.Kafka.Tests.Parking;

[Collection(nameof(OneBroker))]
public sealed class RecordParkingTests(OneBroker broker)
{
    private const int Partition = 1;
    private const string Reader = "reads";

    // One commit takes no more than some of them.
    private const int Many = 300;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_that_is_no_event_is_parked_once_with_its_offset_and_cause_by_whoever_reads_it_and_whenever()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        var raw = new RawTopic(test.Options);
        var store = new InMemoryEntityStore();
        await test.Log.RelayAsync(Commits.Of(test.Log.EntityIn(Partition), 1));
        await using (var silo = await StartAsync(test, store))
        {
            await raw.ProduceAsync(raw.Name, Partition, [new() { Key = [5, 6], Value = new byte[UnreadableRecord.MaxBytes + 1] }]);
            var parked = Assert.Single(await ParkedAsync(silo, test, 1));
            Assert.Equal((Partition, 1L, "its header 'ce_entitykind' is missing or empty"), (parked.Partition, parked.Offset, parked.Cause));
            Assert.Equal([5, 6], parked.Key);
            Assert.Equal((UnreadableRecord.MaxBytes, UnreadableRecord.MaxBytes + 1), (parked.Value.Length, parked.ValueLength));
            Assert.InRange(TimeProvider.System.GetUtcNow() - parked.Since, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
        }

        await raw.ProduceGarbageAsync(Partition, Many);
        await using (var silo = await StartAsync(test, store))
        {
            await test.Log.RelayAsync(Commits.Of(test.Log.EntityIn(Partition), 2));
            Assert.Equal(2, (await test.Log.ReadToEndAsync(Partition)).Count);

            // What was read before it started it reads with who is behind.
            await Read(silo).ReadAsync(Partition, 0, Many, TimeSpan.Zero, Token);
            await Read(silo).ReadAsync(Partition, 1, Many, TimeSpan.Zero, Token);
            Assert.Equal(Enumerable.Range(1, 1 + Many).Select(offset => (long)offset), (await ParkedAsync(silo, test, 1 + Many)).Select(record => record.Offset));
        }
    }

    [Fact]
    public async Task More_than_are_taken_in_at_once_are_all_parked_and_a_position_waits_until_they_are()
    {
        const int TooMany = 3 * UnparkedRecords.Most;
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        await using var silo = await StartAsync(test, new InMemoryEntityStore());
        await new RawTopic(test.Options).ProduceGarbageAsync(Partition, TooMany);
        await test.Log.RelayAsync(Commits.Of(test.Log.EntityIn(Partition), 1));
        var found = await Read(silo).ReadAsync(Partition, 0, Many, TimeSpan.FromSeconds(30), Token);
        Assert.Equal(TooMany, Assert.Single(found).Offset);
        await Read(silo).SetPositionAsync(Reader, Partition, new(test.Log.LogId, TooMany + 1, null), Token);
        Assert.Equal(Enumerable.Range(0, TooMany).Select(offset => (long)offset), (await ParkedAsync(silo, test, TooMany)).Select(record => record.Offset));
    }

    [Fact]
    public async Task What_was_left_when_a_silo_ended_is_parked_by_the_next_since_no_position_has_passed_it()
    {
        const int TooMany = 2 * UnparkedRecords.Most;
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        await new RawTopic(test.Options).ProduceGarbageAsync(Partition, TooMany);
        await test.Log.RelayAsync(Commits.Of(test.Log.EntityIn(Partition), 1));
        await using (var silo = await StartAsync(test, store: null))
        {
            Assert.Equal(TooMany, Assert.Single(await Read(silo).ReadAsync(Partition, 0, Many, TimeSpan.FromSeconds(30), Token)).Offset);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => Read(silo).SetPositionAsync(Reader, Partition, new(test.Log.LogId, TooMany + 1, null), patience.Token).AsTask());
        }

        await using var next = await StartAsync(test, new InMemoryEntityStore());
        Assert.Null(await Read(next).GetPositionAsync(Reader, Partition, Token));
        await Read(next).ReadAsync(Partition, 0, Many, TimeSpan.FromSeconds(30), Token);
        Assert.Equal(TooMany, (await ParkedAsync(next, test, TooMany)).Count);
    }

    [Fact]
    public async Task A_position_passes_no_record_that_is_not_parked_yet()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        var store = new InMemoryEntityStore();
        await new RawTopic(test.Options).ProduceGarbageAsync(Partition, 1);
        await using var silo = await StartAsync(test, store);
        await Read(silo).SetPositionAsync(Reader, Partition, new(test.Log.LogId, 1, null), Token);
        Assert.Single(await ParkedAsync(silo, test, 1));
    }

    [Fact]
    public async Task Where_nothing_can_be_parked_the_log_opens_and_positions_wait_below_what_is_not()
    {
        const int First = 0;
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        await new RawTopic(test.Options).ProduceGarbageAsync(First, 1);
        await using var silo = await StartAsync(test, store: null);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Read(silo).SetPositionAsync(Reader, First, new(test.Log.LogId, 1, null), patience.Token).AsTask());
        Assert.Null(await Read(silo).GetPositionAsync(Reader, First, Token));
        await Read(silo).SetPositionAsync(Reader, Partition, new(test.Log.LogId, 0, null), Token);
    }

    private static IEventLog Read(SiloHost silo) => silo.Services.GetRequiredService<IEventLog>();

    private static Task<SiloHost> StartAsync(TestLog test, InMemoryEntityStore? store) => SiloHost.StartAsync(
        new()
        {
            ["Orleans:EventLog:BootstrapServers"] = test.Options.BootstrapServers,
            ["Orleans:EventLog:Topic"] = test.Options.Topic,
        },
        silo =>
        {
            if (store is not null)
            {
                silo.Services.AddSingleton<IEntityStore>(store);
                silo.AddEntities();
            }

            silo.AddKafkaEventLog(silo.Configuration.GetSection("Orleans:EventLog"));
        });

    private static async Task<List<UnreadableRecord>> ParkedAsync(SiloHost silo, TestLog test, int count)
    {
        var grain = silo.Grains.GetGrain<IUnreadableRecords>(test.Log.LogId);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while ((await grain.ListAsync(null, 1)).Total < count)
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        var all = new List<UnreadableRecord>();
        string? after = null;
        do
        {
            var page = await grain.ListAsync(after, 200);
            all.AddRange(page.Items);
            after = page.Next;
            Assert.Equal(count, page.Total);
        }
        while (after is not null);
        return all;
    }
}
