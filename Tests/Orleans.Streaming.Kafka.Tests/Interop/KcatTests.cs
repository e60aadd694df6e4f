using System.Text;
using Microsoft.Extensions.Logging;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Tests.Interop;

/// <summary>Other programs read what is written here, and write what is read here, without Orleans.</summary>
[Collection(nameof(OneBroker))]
public sealed class KcatTests(OneBroker broker)
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_program_reads_an_event_as_a_CloudEvent()
    {
        Kcat.SkipIfMissing();
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync(), options => options.Source = "/shop");
        var order = new EntityKey("order", "Größe 7");
        await test.Log.RelayAsync(new EntityCommit
        {
            Key = order,
            ExpectedVersion = 4,
            ExpectedWriteId = Guid.NewGuid(),
            WriteId = Guid.NewGuid(),
            Time = new(2026, 3, 1, 14, 30, 15, TimeSpan.FromHours(2)),
            TraceParent = Trace,
            Events = [new PendingEvent("orders.order.paid.v1", "{\"a\":1}"u8.ToArray()), new PendingEvent("orders.order.ended.v1", "{}"u8.ToArray())],
        });

        var read = await new Kcat(test.Options.BootstrapServers, test.Options.Topic).ReadAsync(test.Log.PartitionOf(order), "%k\n%h\n%s\n");

        Assert.Equal(
            [
                "order/Größe 7",
                $"ce_specversion=1.0,ce_id=order/Größe 7@5.0,ce_source=/shop,ce_type=orders.order.paid.v1,ce_time=2026-03-01T12:30:15.0000000Z,ce_subject=Größe 7,ce_entitykind=order,ce_entityversion=5,ce_entityindex=0,content-type=application/json,traceparent={Trace}",
                "{\"a\":1}",
                "order/Größe 7",
                $"ce_specversion=1.0,ce_id=order/Größe 7@5.1,ce_source=/shop,ce_type=orders.order.ended.v1,ce_time=2026-03-01T12:30:15.0000000Z,ce_subject=Größe 7,ce_entitykind=order,ce_entityversion=5,ce_entityindex=1,content-type=application/json,traceparent={Trace}",
                "{}",
                "",
            ],
            read.Split('\n'));
    }

    [Fact]
    public async Task An_event_that_another_program_wrote_is_read_and_what_is_none_is_told_once_with_its_offset_and_the_cause()
    {
        Kcat.SkipIfMissing();
        using var logs = new RecordedLogs();
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync(), loggers: logs);
        var kcat = new Kcat(test.Options.BootstrapServers, test.Options.Topic);
        var warehouse = new EntityKey("warehouse", "7");
        var partition = test.Log.PartitionOf(warehouse);
        string[] headers =
        [
            "ce_specversion=1.0", "ce_id=warehouse/7@1.0", "ce_source=/warehouse", "ce_type=warehouse.goods.came.v1", "ce_time=2026-03-01T12:00:00Z",
            "ce_subject=7", "ce_entitykind=warehouse", "ce_entityversion=1", $"traceparent={Trace}",
        ];
        await kcat.WriteAsync("warehouse/7", "{}", headers);
        await kcat.WriteAsync("warehouse/7", "{\"units\":3}", [.. headers, "ce_entityindex=0"]);

        var read = Assert.Single(await test.Log.ReadToEndAsync(partition));
        await test.Log.ReadToEndAsync(partition);

        Assert.Equal((warehouse, 1L, 0, "warehouse.goods.came.v1", Trace), (read.Entity, read.Version, read.Index, read.Type, read.TraceParent));
        Assert.Equal((1L, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)), (read.Offset, read.Time));
        Assert.Equal("{\"units\":3}", Encoding.UTF8.GetString(read.Data.Span));
        var told = Assert.Single(logs.Messages, message => message.Level == LogLevel.Error);
        Assert.Equal(
            $"Topic '{test.Options.Topic}', partition {partition}: the record at 0 is no event and was passed over: its header 'ce_entityindex' is missing or empty",
            told.Message);
        Assert.Equal(new LogExtent(0, 2), await test.Log.GetExtentAsync(partition, Token));
    }
}
