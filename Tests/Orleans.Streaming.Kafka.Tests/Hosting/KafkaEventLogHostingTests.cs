using Marketplace.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Tests.Hosting;

[Collection(nameof(OneBroker))]
public sealed class KafkaEventLogHostingTests(OneBroker broker)
{
    [Fact]
    public async Task A_silo_opens_the_log_of_its_section_before_its_readers_and_closes_it_after_them()
    {
        var options = TestLog.OptionsFor(await broker.StartedOrSkipAsync());
        var settings = new Dictionary<string, string?>
        {
            ["Orleans:EventLog:BootstrapServers"] = options.BootstrapServers,
            ["Orleans:EventLog:Topic"] = options.Topic,
            ["Orleans:EventLog:CreateTopics"] = "true",
            ["Orleans:EventLog:ReplicationFactor"] = "1",
            ["Orleans:EventLog:Partitions"] = "3",
            ["Orleans:EventLog:Settings:linger.ms"] = "1",
        };
        KafkaEventLog? log = null;

        await using (await SiloHost.StartAsync(settings, silo =>
        {
            silo.AddKafkaEventLog(silo.Configuration.GetSection("Orleans:EventLog"));
            silo.AddStartupTask((services, _) =>
            {
                log = (KafkaEventLog)services.GetRequiredService<IEventLog>();
                Assert.Same(log, services.GetRequiredService<IEventAppender>());
                Assert.Equal(3, log.PartitionCount);
                return Task.CompletedTask;
            });
        }))
        {
            Assert.Equal(new LogExtent(0, 0), await log!.GetExtentAsync(0, TestContext.Current.CancellationToken));
        }

        Assert.Throws<EntityStoreException>(() => log.LogId);
    }

    [Fact]
    public async Task A_silo_without_a_broker_named_does_not_start() => Assert.Contains(
        "Orleans:EventLog:BootstrapServers is empty",
        (await Assert.ThrowsAnyAsync<Exception>(() => SiloHost.StartAsync([], silo => silo.AddKafkaEventLog(silo.Configuration.GetSection("Orleans:EventLog"))))).Message,
        StringComparison.Ordinal);
}
