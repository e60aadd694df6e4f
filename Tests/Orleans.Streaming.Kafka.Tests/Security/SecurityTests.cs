using Marketplace.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Tests.Security;

[Collection(nameof(SecuredBroker))]
public sealed class SecurityTests(SecuredBroker broker) : IDisposable
{
    // A question has ten; this machine may be busy with other tests.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly RecordedLogs _logs = new(LogLevel.Trace);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_go_in_and_come_out_by_TLS_and_a_password_that_no_log_has()
    {
        var options = await broker.OptionsOrSkipAsync();

        // The library's own words on its settings, logins and certificates too.
        options.Settings["debug"] = "conf,security,broker";
        await using (var log = new KafkaEventLog(options, TimeProvider.System, _logs))
        {
            await log.OpenAsync(Token);
            var thing = log.EntityIn(0);
            await log.RelayAsync(Commits.Of(thing, 1));
            await log.SetPositionAsync("reader", 0, new(log.LogId, 1, null), Token);

            Assert.Equal(thing, Assert.Single(await log.ReadToEndAsync(0)).Entity);
            Assert.Equal(1, (await log.GetPositionAsync("reader", 0, Token))!.Next);
        }

        Assert.Contains(_logs.Messages, line => line.Message.Contains("sasl.username", StringComparison.Ordinal));
        AssertNoPassword([.. _logs.Messages.Select(line => line.Message), $"{options}", $"{options.Settings}"]);
    }

    [Fact]
    public async Task A_start_that_the_broker_or_its_certificate_prevents_ends_in_time_with_the_setting_that_mends_it()
    {
        using var stranger = new TestAuthority();
        await Task.WhenAll(
            RefusedAsync(options => options.Settings["sasl.password"] = "wrong", "invalid credentials", "Settings:sasl.password and"),
            RefusedAsync(options => options.Settings["sasl.username"] = "nobody", "invalid credentials", "set Orleans:EventLog:Settings:sasl.username"),
            RefusedAsync(options => options.Settings["sasl.mechanism"] = "PLAIN", "supported mechanisms: SCRAM-SHA-512", "Settings:sasl.mechanism to"),
            RefusedAsync(options => options.Settings["ssl.ca.location"] = stranger.CertificateFile, "certificate verify failed", "set Orleans:EventLog:Settings:ssl.ca.location"),
            RefusedAsync(options => options.BootstrapServers = broker.ServersAt("127.0.0.1"), "certificate verify failed", "reach them by names that are in these"),
            RefusedAsync(options => options.Settings["security.protocol"] = "PLAINTEXT", "whether Orleans:EventLog:Settings:security.protocol is that of their listener"),
            RefusedAsync(options => options.BootstrapServers = "nowhere.invalid:9092", "Failed to resolve", "set Orleans:EventLog:BootstrapServers"));

        AssertNoPassword(_logs.Messages.Select(line => line.Message));
    }

    [Fact]
    public async Task A_silo_with_the_environment_that_a_pod_of_production_has_reaches_the_broker_and_logs_no_password()
    {
        var options = await broker.OptionsOrSkipAsync();
        var environment = new Dictionary<string, string>(ProductionEnvironment.OfTheLog())
        {
            ["Orleans__EventLog__BootstrapServers"] = options.BootstrapServers,
            ["Orleans__EventLog__Topic"] = options.Topic,
            ["Orleans__EventLog__CreateTopics"] = "true",
            ["Orleans__EventLog__ReplicationFactor"] = "1",
            ["Orleans__EventLog__Settings__ssl.ca.location"] = broker.AuthorityFile,
            ["Orleans__EventLog__Settings__sasl.password"] = broker.Password,
            ["Orleans__EventLog__Settings__debug"] = "conf",
        };
        var isReached = false;

        await using (await SiloHost.StartAsync(ProductionEnvironment.Configure(environment), silo =>
        {
            silo.Services.AddSingleton<ILoggerFactory>(_logs);
            silo.AddKafkaEventLog(silo.Configuration.GetSection("Orleans:EventLog"));
            silo.AddStartupTask(async (services, token) => isReached = await services.GetRequiredService<IEventLog>().GetExtentAsync(0, token) == new LogExtent(0, 0));
        }))
        {
            Assert.True(isReached);
        }

        Assert.Contains(_logs.Messages, line => line.Message.Contains("sasl.username", StringComparison.Ordinal));
        AssertNoPassword(_logs.Messages.Select(line => line.Message));
    }

    public void Dispose() => _logs.Dispose();

    private async Task RefusedAsync(Action<KafkaEventLogOptions> spoil, params string[] told)
    {
        var options = await broker.OptionsOrSkipAsync();
        spoil(options);
        var begin = TimeProvider.System.GetTimestamp();
        await using var log = new KafkaEventLog(options, TimeProvider.System, _logs);

        var refusal = await Assert.ThrowsAsync<EntityStoreException>(() => log.OpenAsync(Token));

        Assert.InRange(TimeProvider.System.GetElapsedTime(begin), TimeSpan.Zero, Limit);
        Assert.All(told, words => Assert.Contains(words, refusal.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', refusal.Message);
        AssertNoPassword([$"{refusal}"]);
    }

    private void AssertNoPassword(IEnumerable<string> lines) => Assert.DoesNotContain(lines, line => line.Contains(broker.Password, StringComparison.Ordinal));
}
