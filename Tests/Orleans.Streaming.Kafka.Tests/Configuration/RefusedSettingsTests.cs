using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;

namespace Orleans.Streaming.Kafka.Tests.Configuration;

/// <summary>What the library does not take is told before any broker is asked.</summary>
public sealed class RefusedSettingsTests
{
    private const string Password = "nobodys-password";

    [Theory]
    [InlineData("sasl.usrname", "marketplace", "No such configuration property: \"sasl.usrname\".")]
    [InlineData("security.protocol", "TLS", "Invalid value \"TLS\" for configuration property \"security.protocol\".")]
    [InlineData("ssl.ca.location", "/nowhere/ca.crt", "ssl.ca.location failed")]
    [InlineData("sasl.username", "", "sasl.username and sasl.password must be set.")]
    public async Task A_setting_that_librdkafka_refuses_is_told_by_its_name_at_once(string name, string value, string told)
    {
        var options = new KafkaEventLogOptions
        {
            BootstrapServers = "127.0.0.1:9",
            Settings = { ["security.protocol"] = "SASL_SSL", ["sasl.mechanism"] = "PLAIN", ["sasl.username"] = "marketplace", ["sasl.password"] = Password },
        };
        if (value.Length > 0)
            options.Settings[name] = value;
        else
            options.Settings.Remove(name);
        await using var log = new KafkaEventLog(options, TimeProvider.System, NullLoggerFactory.Instance);

        var refusal = await Assert.ThrowsAsync<OrleansConfigurationException>(() => log.OpenAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("Orleans:EventLog:Settings are not what librdkafka takes: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(told, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, $"{refusal}", StringComparison.Ordinal);
    }
}
