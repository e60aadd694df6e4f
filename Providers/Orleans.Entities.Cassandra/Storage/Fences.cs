using System.Collections.Concurrent;

namespace Orleans.Entities.Cassandra.Storage;

/// <summary>What the next commit of an entity has to expect where another than its owner's last commit stands: a fence.</summary>
internal sealed class Fences
{
    private readonly ConcurrentDictionary<EntityKey, (long Version, Guid Fence)> _fences = new();
    private readonly ConcurrentDictionary<EntityKey, (Guid WriteId, long Time)> _refused = new();
    private long _time;

    /// <summary>Counts the refusals.</summary>
    public long Time => Interlocked.Read(ref _time);

    /// <summary>
    /// A write is about to be told not to be applied: a call that is on its way with it must not take the fence that keeps it out for its own. One
    /// that comes later may.
    /// </summary>
    public void Refuse(EntityKey key, Guid writeId) => _refused[key] = (writeId, Interlocked.Increment(ref _time));

    /// <summary>Whether a write was refused since.</summary>
    public bool IsRefused(EntityKey key, Guid writeId, long since)
        => Time > since && _refused.TryGetValue(key, out var refused) && refused.WriteId == writeId && refused.Time > since;

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
    public void Passed(EntityKey key)
    {
        _fences.TryRemove(key, out _);
        _refused.TryRemove(key, out _);
    }
}
