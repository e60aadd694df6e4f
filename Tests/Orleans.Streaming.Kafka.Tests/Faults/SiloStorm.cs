using Marketplace.Tests.Shared;

namespace Orleans.Streaming.Kafka.Tests.Faults;

/// <summary>What befalls silos and three brokers at random; each fault is over when the next comes.</summary>
internal sealed class SiloStorm(TellingCluster silos, KafkaCluster cluster, Random random)
{
    private readonly BrokerStorm _brokers = new(cluster, random);

    /// <summary>Lets something happen.</summary>
    /// <returns>What it was.</returns>
    public async Task<string> StrikeAsync()
    {
        switch (random.Next(4))
        {
            case 0:
                return await _brokers.StrikeAsync();
            case 1:
                var all = Enumerable.Range(0, silos.Silos).ToList();
                await Task.WhenAll(all.Select(silos.KillAsync));
                await Task.WhenAll(all.Select(silos.StartAsync));
                return "all silos were killed";
            case 2:
                var dead = random.Next(silos.Silos);
                await silos.KillAsync(dead);
                var struck = await _brokers.StrikeAsync();
                await silos.StartAsync(dead);
                return $"silo {dead} was killed, and {struck}";
            default:
                var silo = random.Next(silos.Silos);
                var duration = BrokerStorm.NextDuration(random);
                await silos.KillAsync(silo);
                await Task.Delay(duration);
                await silos.StartAsync(silo);
                return $"silo {silo} was killed for {duration.TotalSeconds} s";
        }
    }
}
