using System.Collections.Concurrent;

namespace Orleans.Entities.Cassandra.Storage;

/// <summary>What the next commit of an entity has to expect where another than its owner's last commit stands: a fence.</summary>
internal sealed class Fences
{
    private readonly ConcurrentDictionary<EntityKey, (long Version, Guid Fence)> _fences = new();

    /// <summary>A fence stands at a version, and this process knows of it.</summary>
    public void Put(EntityKey key, long version, Guid fence) => _fences[key] = (version, fence);

    /// <summary>What the partition must have, for a commit on this version; null when it must not exist.</summary>
    public Guid? Expected(EntityKey key, long version, Guid writeId)
    {
        if (_fences.TryGetValue(key, out var known) && known.Version == version)
            return known.Fence;
        return version == 0 ? null : writeId;
    }

    /// <summary>A newer version stands: the fence is passed.</summary>
    public void Passed(EntityKey key) => _fences.TryRemove(key, out _);
}
