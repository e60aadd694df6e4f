using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Configuration;
using Orleans.Streaming.Kafka.Topics;

namespace Orleans.Streaming.Kafka.Tests.Faults;

[Collection(nameof(ThreeBrokers))]
public sealed class ThreeBrokerTests(ThreeBrokers brokers, ITestOutputHelper output)
{
    private const int Entities = 16;
    private const int Enough = 1_000;

    // 10,000 in all.
    private const int EnoughEach = 2_500;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_broker_killed_one_paused_and_all_killed_lose_no_event_keep_order_and_let_no_position_fall()
    {
        output.WriteLine($"seed {StormSettings.Seed}");
        var broker = Shuffled();
        var cluster = await brokers.StartedOrSkipAsync();
        await using var test = await TestLog.OpenAsync(cluster);
        await using var other = await test.JoinAsync();
        var owner = new Owner(test.Log, CancellationToken.None);
        var traffic = new Traffic(() => owner, other, Entities);

        await traffic.RunAsync(async () =>
        {
            await traffic.AppendMoreAsync(EnoughEach);
            await cluster.KillAsync(broker[0]);
            await traffic.AppendMoreAsync(EnoughEach);
            await cluster.StartAsync(broker[0]);
            await cluster.PauseAsync(broker[1]);
            await traffic.AppendMoreAsync(EnoughEach);
            await cluster.ResumeAsync(broker[1]);
            await Task.WhenAll(broker.Select(cluster.KillAsync));
            await Task.WhenAll(broker.Select(cluster.StartAsync));
            await traffic.AppendMoreAsync(EnoughEach);
        });

        traffic.Check();
        output.WriteLine($"{traffic.Appended} events, {traffic.Read - traffic.Appended} of them came again");
    }

    [Fact]
    public async Task Random_faults_of_brokers_and_of_the_process_that_appends_lose_no_event_and_keep_order()
    {
        Assert.SkipUnless(StormSettings.Events > 0, "This is a campaign: ./campaign kafka.");
        output.WriteLine($"seed {StormSettings.Seed}");
        var cluster = await brokers.StartedOrSkipAsync();
        await using var test = await TestLog.OpenAsync(cluster);
        await using var other = await test.JoinAsync();
        await using var storm = new Storm(cluster, test, new Random(StormSettings.Seed));
        var traffic = new Traffic(() => storm.Owner, other, Entities);
        var faults = 0;

        await traffic.RunAsync(async () =>
        {
            for (; traffic.Appended < StormSettings.Events; faults++)
            {
                output.WriteLine(await storm.StrikeAsync());
                await traffic.AppendMoreAsync(Enough);
            }
        });

        traffic.Check();
        output.WriteLine($"{traffic.Appended} events through {faults} faults, {traffic.Read - traffic.Appended} of them came again");
    }

    [Fact]
    public async Task Topics_that_one_broker_could_lose_are_refused()
    {
        var options = TestLog.OptionsFor(await brokers.StartedOrSkipAsync());
        options.ReplicationFactor = 1;

        Assert.Equal($"Topic '{options.Topic}' has 1 replicas and min.insync.replicas 1, and there are 3 brokers", await RefusalAsync(options));
    }

    [Fact]
    public async Task They_are_refused_while_one_of_three_brokers_is_away_too()
    {
        var cluster = await brokers.StartedOrSkipAsync();
        var options = TestLog.OptionsFor(cluster);
        options.ReplicationFactor = 2;
        Assert.EndsWith("there are 3 brokers", await RefusalAsync(options), StringComparison.Ordinal);

        await cluster.KillAsync(3);
        try
        {
            Assert.EndsWith("there are 3 brokers", await RefusalAsync(options), StringComparison.Ordinal);
        }
        finally
        {
            await cluster.StartAsync(3);
        }
    }

    [Fact]
    public async Task Topics_are_not_made_with_too_few_copies_for_good_while_a_broker_is_away_and_are_made_when_it_is_back()
    {
        var cluster = await brokers.StartedOrSkipAsync();
        var options = TestLog.OptionsFor(cluster);

        await cluster.KillAsync(3);
        try
        {
            await UntilRunningAsync(options, 2);
            Assert.Equal($"Topic '{options.Topic}' is missing, would have 3 copies on as many brokers for good, and 2 run now", await RefusalAsync(options));
        }
        finally
        {
            await cluster.StartAsync(3);
        }

        await UntilRunningAsync(options, 3);
        await using var log = new KafkaEventLog(options, TimeProvider.System, NullLoggerFactory.Instance);
        await log.OpenAsync(Token);
        Assert.Equal(4, log.PartitionCount);
    }

    [Fact]
    public async Task A_process_that_starts_when_a_broker_has_just_died_waits_until_others_lead_what_that_one_led()
    {
        var cluster = await brokers.StartedOrSkipAsync();
        await using var test = await TestLog.OpenAsync(cluster, options => options.Partitions = 2 * Entities);

        await cluster.KillAsync(1);
        try
        {
            await using var other = await test.JoinAsync();
            Assert.Equal(test.Log.LogId, other.LogId);
        }
        finally
        {
            await cluster.StartAsync(1);
        }
    }

    private static int[] Shuffled()
    {
        int[] all = [1, 2, 3];
        new Random(StormSettings.Seed).Shuffle(all);
        return all;
    }

    // The others hear some seconds later of one that was killed, and of one that listens again.
    private static async Task UntilRunningAsync(KafkaEventLogOptions options, int brokers)
    {
        await using var admin = new KafkaAdmin(new KafkaClients(options, NullLogger.Instance).Admin, TimeProvider.System);
        for (var told = 0; told != brokers; await Task.Delay(TimeSpan.FromMilliseconds(100), Token))
        {
            try
            {
                told = await admin.CountBrokersAsync(Token);
            }
            catch (EntityStoreException e)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(e.Message);
            }
        }
    }

    private static async Task<string> RefusalAsync(KafkaEventLogOptions options)
    {
        await using var log = new KafkaEventLog(options, TimeProvider.System, NullLoggerFactory.Instance);
        return (await Assert.ThrowsAsync<EntityStoreException>(() => log.OpenAsync(Token))).Message.Split(':')[0];
    }
}
