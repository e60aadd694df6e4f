using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Streaming.Kafka.Configuration;

namespace Orleans.Streaming.Kafka.Tests.Configuration;

public sealed class KafkaEventLogOptionsTests
{
    public static TheoryData<string, Action<KafkaEventLogOptions>> Mistakes => new()
    {
        { "Orleans:EventLog:BootstrapServers is empty: name one broker at least, as host:port.", options => options.BootstrapServers = " " },
        { "Orleans:EventLog:Topic is 'a b': set it to 1 to 200 letters, digits, '.', '_' and '-'.", options => options.Topic = "a b" },
        { "Orleans:EventLog:Source is empty: say who the events are from, by a URI or a path.", options => options.Source = "" },
        { "Orleans:EventLog:Partitions is 0: set it to 1 to 1024.", options => options.Partitions = 0 },
        { "Orleans:EventLog:ReplicationFactor is 11: set it to 1 to 10.", options => options.ReplicationFactor = 11 },
        { "Orleans:EventLog:MemoryBytes is 1: set it to 8388608 at least.", options => options.MemoryBytes = 1 },
        { "Orleans:EventLog:Settings:acks cannot be set: what the log promises rests on it.", options => options.Settings["acks"] = "1" },
        { "Orleans:EventLog:Settings:retries cannot be set: what the log promises rests on it.", options => options.Settings["retries"] = "1" },
        { "Orleans:EventLog:Settings:message.send.max.retries cannot be set: what the log promises rests on it.", options => options.Settings["message.send.max.retries"] = "1" },
        { "Orleans:EventLog:Settings:dotnet.producer.enable.delivery.reports cannot be set: what the log promises rests on it.", options => options.Settings["dotnet.producer.enable.delivery.reports"] = "false" },
        { "Orleans:EventLog:Settings:dotnet.producer.enable.background.poll cannot be set: what the log promises rests on it.", options => options.Settings["dotnet.producer.enable.background.poll"] = "false" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_with_its_key_and_the_mend(string told, Action<KafkaEventLogOptions> mistake)
    {
        ArgumentNullException.ThrowIfNull(mistake);
        var options = Valid();
        mistake(options);

        Assert.Equal(told, Assert.Throws<OrleansConfigurationException>(() => KafkaEventLogOptionsValidator.Validate(options)).Message);
    }

    [Fact]
    public void What_is_right_is_taken()
    {
        var options = Valid();
        options.Settings["security.protocol"] = "SASL_SSL";

        new KafkaEventLogOptionsValidator(Options.Create(options)).ValidateConfiguration();
    }

    [Fact]
    public void Settings_are_handed_on_to_every_client_and_what_is_promised_stands()
    {
        var options = Valid();
        options.Settings["sasl.password"] = "secret";
        options.Settings["linger.ms"] = "9";

        var producer = ClientSettings.Producer(options, new("events", Guid.NewGuid(), 4, 1_000_000));
        var consumer = ClientSettings.Feed(options, 1024);

        Assert.Equal(("secret", "secret", "secret"), (ClientSettings.Admin(options).SaslPassword, producer.SaslPassword, consumer.SaslPassword));
        Assert.Equal((9, true), (producer.LingerMs, producer.EnableIdempotence));
    }

    [Fact]
    public void What_a_broker_sends_at_once_is_bounded_whatever_is_queued_already()
    {
        foreach (var consumer in (ConsumerConfig[])[ClientSettings.Feed(Valid(), 16 << 10), ClientSettings.Seeker(Valid(), 2 << 10)])
            Assert.Equal(4 << 20, consumer.FetchMaxBytes);
        Assert.True(ClientSettings.IsReserved("fetch.max.bytes"));
    }

    [Fact]
    public void Settings_are_not_logged()
    {
        using var host = new HostBuilder()
            .UseOrleans(silo => silo.Services.AddOptions<KafkaEventLogOptions>().Configure(options => options.Settings["sasl.password"] = "secret"))
            .Build();

        var logged = host.Services.GetRequiredService<IOptionFormatter<KafkaEventLogOptions>>().Format().ToList();

        Assert.Contains(logged, line => line.StartsWith(nameof(KafkaEventLogOptions.Topic), StringComparison.Ordinal));
        Assert.DoesNotContain(logged, line => line.Contains("secret", StringComparison.Ordinal) || line.Contains("sasl", StringComparison.Ordinal));
    }

    private static KafkaEventLogOptions Valid() => new() { BootstrapServers = "127.0.0.1:9092" };
}
