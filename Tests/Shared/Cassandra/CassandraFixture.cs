namespace Marketplace.Tests.Shared;

/// <summary>A cluster that the tests of a collection share: started when the first asks for it, removed after the last.</summary>
public abstract class CassandraFixture(CassandraShape shape) : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private CassandraCluster? _cluster;

    /// <summary>The cluster, with every node up; skips the test where there can be none.</summary>
    public async Task<CassandraCluster> StartedOrSkipAsync()
    {
        await _one.WaitAsync();
        try
        {
            _cluster ??= await CassandraCluster.StartOrSkipAsync(shape, TestContext.Current.CancellationToken);
            await _cluster.HealAsync();
            return _cluster;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        _one.Dispose();
    }
}
