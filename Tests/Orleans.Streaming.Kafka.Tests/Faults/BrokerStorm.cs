using Marketplace.Tests.Shared;

namespace Orleans.Streaming.Kafka.Tests.Faults;

/// <summary>What befalls three brokers at random; each fault is over when the next comes.</summary>
internal sealed class BrokerStorm(KafkaCluster cluster, Random random)
{
    private const int Brokers = 3;
    private const int LongestSeconds = 12;

    /// <summary>Lets something happen.</summary>
    /// <returns>What it was.</returns>
    public async Task<string> StrikeAsync()
    {
        var broker = random.Next(1, Brokers + 1);
        var duration = NextDuration(random);
        switch (random.Next(3))
        {
            case 0:
                await cluster.KillAsync(broker);
                await Task.Delay(duration);
                await cluster.StartAsync(broker);
                return $"broker {broker} was killed for {duration.TotalSeconds} s";
            case 1:
                await cluster.PauseAsync(broker);
                await Task.Delay(duration);
                await cluster.ResumeAsync(broker);
                return $"broker {broker} hung for {duration.TotalSeconds} s";
            default:
                await Task.WhenAll(Enumerable.Range(1, Brokers).Select(cluster.KillAsync));
                await Task.WhenAll(Enumerable.Range(1, Brokers).Select(cluster.StartAsync));
                return "all brokers were killed";
        }
    }

    /// <summary>How long a fault lasts.</summary>
    public static TimeSpan NextDuration(Random random) => TimeSpan.FromSeconds(random.Next(1, LongestSeconds + 1));
}
