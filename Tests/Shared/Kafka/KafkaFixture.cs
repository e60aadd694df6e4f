namespace Marketplace.Tests.Shared;

/// <summary>A cluster that the tests of a collection share: started when the first asks for it, removed after the last.</summary>
public abstract class KafkaFixture(int brokers) : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private KafkaCluster? _cluster;

    /// <summary>The cluster; skips the test where there can be none.</summary>
    public async Task<KafkaCluster> StartedOrSkipAsync()
    {
        await _one.WaitAsync();
        try
        {
            return _cluster ??= await KafkaCluster.StartOrSkipAsync(brokers, SettingsAt, TestContext.Current.CancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Settings of its brokers that come after their own, as <c>key=value</c>.</summary>
    /// <param name="port">The first of its twenty ports. Brokers take two each.</param>
    protected virtual IEnumerable<string> SettingsAt(int port) => [];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        _one.Dispose();
    }
}
