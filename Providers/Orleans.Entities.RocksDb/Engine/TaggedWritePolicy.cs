using Microsoft.Extensions.ObjectPool;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>Makes writes for a pool that they know, to go back there by themselves.</summary>
internal sealed class TaggedWritePolicy(Func<ObjectPool<TaggedWrite>> pool) : IPooledObjectPolicy<TaggedWrite>
{
    public TaggedWrite Create() => new(pool());

    public bool Return(TaggedWrite obj) => true;
}
