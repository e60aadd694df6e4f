using Microsoft.Extensions.Configuration;
using Orleans.Configuration;

namespace Marketplace.Deployment.Tests.Kubernetes;

/// <summary>The names of the Kafka client's settings have dots, which an environment need not let through: they reach the log as they are.</summary>
public sealed class BrokerSettingsTests
{
    [Fact]
    public async Task A_silo_of_production_hands_TLS_and_its_password_on_to_the_client_by_the_clients_own_names()
    {
        var options = await BindAsync("production");

        Assert.Equal("marketplace-kafka-bootstrap.marketplace-data:9093", options.BootstrapServers);
        Assert.Equal(
            [
                KeyValuePair.Create("sasl.mechanism", "SCRAM-SHA-512"),
                KeyValuePair.Create("sasl.password", PodEnvironment.Secret),
                KeyValuePair.Create("sasl.username", "marketplace"),
                KeyValuePair.Create("security.protocol", "SASL_SSL"),
                KeyValuePair.Create("ssl.ca.location", "/etc/marketplace/kafka/ca.crt"),
            ],
            options.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_silo_of_dev_needs_none() => Assert.Empty((await BindAsync("dev")).Settings);

    private static async Task<KafkaEventLogOptions> BindAsync(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);
        var silo = Assert.Single(overlay.Workloads, workload => workload.Name == "silo");
        var environment = PodEnvironment.Of(overlay, silo, Assert.Single(silo.Containers));

        // Nobody else in this process reads what has this before its name.
        var prefix = $"{Guid.NewGuid():N}_";
        foreach (var (variable, value) in environment)
            Environment.SetEnvironmentVariable($"{prefix}{variable}", value);
        var options = new KafkaEventLogOptions();
        new ConfigurationBuilder().AddEnvironmentVariables(prefix).Build().GetSection("Orleans:EventLog").Bind(options);
        foreach (var variable in environment.Keys)
            Environment.SetEnvironmentVariable($"{prefix}{variable}", null);
        return options;
    }
}
