using System.Collections.Concurrent;

namespace Orleans.Entities.Cassandra.Storage;

/// <summary>What the next commit of an entity has to expect where another than its owner's last commit stands: a fence.</summary>
/// <remarks>
/// It spares a commit that is refused and a look at what refused it, and nothing rests on it: a fence of which nothing is known here is found
/// by that. So those that were put longest ago are forgotten, for of an entity that has gone elsewhere nobody says that it has.
/// </remarks>
internal sealed class Fences(int room = Fences.Room)
{
    private const int Room = 10_000;

    private readonly Lock _lock = new();
    private ConcurrentDictionary<EntityKey, (long Version, Guid Fence)> _younger = new();
    private ConcurrentDictionary<EntityKey, (long Version, Guid Fence)> _older = new();

    /// <summary>How many are known: room for as many twice, at most.</summary>
    public int Count => Volatile.Read(ref _younger).Count + Volatile.Read(ref _older).Count;

    /// <summary>A fence stands at a version, and this process knows of it.</summary>
    public void Put(EntityKey key, long version, Guid fence)
    {
        lock (_lock)
        {
            if (_younger.Count >= room)
            {
                Volatile.Write(ref _older, _younger);
                Volatile.Write(ref _younger, new());
            }

            _younger[key] = (version, fence);
        }
    }

    /// <summary>What the partition must have, for a commit on this version; null when it must not exist.</summary>
    public Guid? Expected(EntityKey key, long version, Guid writeId)
    {
        if ((Volatile.Read(ref _younger).TryGetValue(key, out var known) || Volatile.Read(ref _older).TryGetValue(key, out known)) && known.Version == version)
            return known.Fence;
        return version == 0 ? null : writeId;
    }

    /// <summary>A newer version stands: the fence is passed.</summary>
    public void Passed(EntityKey key)
    {
        Volatile.Read(ref _younger).TryRemove(key, out _);
        Volatile.Read(ref _older).TryRemove(key, out _);
    }
}
