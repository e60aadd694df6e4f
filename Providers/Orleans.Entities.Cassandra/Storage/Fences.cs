using System.Collections.Concurrent;

namespace Orleans.Entities.Cassandra.Storage;

/// <summary>
/// Which write id stands in a partition where this process put a fence: it is another than the last commit's, and the next commit, which
/// was decided on that one, has to expect it.
/// </summary>
internal sealed class Fences
{
    private readonly ConcurrentDictionary<EntityKey, (long Version, Guid Behind, Guid Fence)> _fences = new();

    /// <summary>A fence stands.</summary>
    /// <param name="key">The entity.</param>
    /// <param name="version">The version that it stands at.</param>
    /// <param name="behind">The write id that the owner knows; empty at version 0.</param>
    /// <param name="fence">The write id that is stored.</param>
    public void Put(EntityKey key, long version, Guid behind, Guid fence) => _fences[key] = (version, behind, fence);

    /// <summary>What the partition must have, for a commit on this version; null when it must not exist.</summary>
    public Guid? Expected(EntityKey key, long version, Guid writeId)
    {
        if (_fences.TryGetValue(key, out var known) && known.Version == version && known.Behind == writeId)
            return known.Fence;
        return version == 0 ? null : writeId;
    }

    /// <summary>What a commit's owner knows by a write id that is stored.</summary>
    public Guid Known(EntityKey key, long version, Guid stored)
        => _fences.TryGetValue(key, out var known) && known.Version == version && known.Fence == stored ? known.Behind : stored;

    /// <summary>A newer version stands: the fence is passed.</summary>
    public void Passed(EntityKey key) => _fences.TryRemove(key, out _);
}
