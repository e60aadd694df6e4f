using Marketplace.Tests.Shared;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Tests.Faults;

/// <summary>What befalls three brokers and the process that has the entities, at random; each fault is over when the next comes.</summary>
internal sealed class Storm(KafkaCluster cluster, TestLog test, Random random) : IAsyncDisposable
{
    private const int Kinds = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly BrokerStorm _brokers = new(cluster, random);
    private readonly List<KafkaEventLog> _dead = [];
    private CancellationTokenSource _death = new();
    private Owner? _owner;

    /// <summary>Who has the entities now.</summary>
    public Owner Owner => _owner ??= new(test.Log, _death.Token);

    /// <summary>Lets something happen.</summary>
    /// <returns>What it was.</returns>
    public async Task<string> StrikeAsync()
    {
        if (random.Next(Kinds) != 0)
            return await _brokers.StrikeAsync();
        await SucceedAsync();
        return "the process died";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var log in _dead)
            await log.DisposeAsync();
        if (Owner.Log != test.Log)
            await Owner.Log.DisposeAsync();
        _death.Dispose();
    }

    // The dead one is not closed: what it had on its way arrives whenever it does.
    private async Task SucceedAsync()
    {
        var (old, death) = (Owner, _death);
        _death = new();
        _owner = new(await JoinAsync(), _death.Token);
        await death.CancelAsync();
        death.Dispose();
        if (old.Log != test.Log)
            _dead.Add(old.Log);
        if (_dead.Count > 1)
        {
            await _dead[0].DisposeAsync();
            _dead.RemoveAt(0);
        }
    }

    private async Task<KafkaEventLog> JoinAsync()
    {
        while (true)
        {
            try
            {
                return await test.JoinAsync();
            }
            catch (EntityStoreException)
            {
                await Task.Delay(Pause);
            }
        }
    }
}
