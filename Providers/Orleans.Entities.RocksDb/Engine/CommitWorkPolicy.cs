using Microsoft.Extensions.ObjectPool;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>Makes commits for a pool that they know, to go back there by themselves.</summary>
internal sealed class CommitWorkPolicy(Func<ObjectPool<CommitWork>> pool) : IPooledObjectPolicy<CommitWork>
{
    public CommitWork Create() => new(pool());

    public bool Return(CommitWork obj) => true;
}
