using Orleans.Entities.Cassandra.Events;

namespace Orleans.Entities.Cassandra.OpenWork;

/// <summary>What this process knows of an entity that it has registered: whether work is open, and which events are on their way to the log.</summary>
/// <remarks>All members assume <see cref="Lock"/>, but for the key.</remarks>
internal sealed class TrackedEntity(EntityKey key)
{
    public Lock Lock { get; } = new();

    public EntityKey Key { get; } = key;

    /// <summary>The bucket of its row in the registry; null while it has none.</summary>
    public short? Bucket { get; set; }

    /// <summary>Ends when the row is there; null before anybody asked for it.</summary>
    public Task? Registering { get; set; }

    /// <summary>How often something of another's was found in its partition: its row may have been taken over with all others of this process.</summary>
    public int Doubts { get; set; }

    /// <summary>How many of <see cref="Doubts"/> have been looked into.</summary>
    public int Settled { get; set; }

    /// <summary>It is being taken out of the registry, or was.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>
    /// Ends when it is out: whoever wants it begins with another then. Before that its row may still be deleted. It ends too when it stays after all, and
    /// is another from then on.
    /// </summary>
    public TaskCompletionSource Left { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Commits on their way to the store.</summary>
    public int InFlight { get; set; }

    public bool IsUnfinished { get; set; }

    /// <summary>It was taken over from a dead owner, and is as that one left it.</summary>
    public bool IsInherited { get; set; }

    /// <summary>The version of a commit that may be stored, or may come to be; 0 when there is none.</summary>
    public long Uncertain { get; set; }

    /// <summary>What the log has not acknowledged, in the order of versions.</summary>
    public Queue<WaitingEvents> Waiting { get; } = new();

    public bool IsRelaying { get; set; }

    /// <summary>The last version that was handed to the relay.</summary>
    public long HandedOver { get; set; }

    /// <summary>The version up to which all events are in the log.</summary>
    public long Relayed { get; set; }

    /// <summary>The version up to which events are gone from the partition.</summary>
    public long Cleaned { get; set; }

    /// <summary>As of its last commit, fence or reading; for the small commit that cleans.</summary>
    public (long Version, Guid Fence) Stored { get; set; }

    /// <summary>When it was last used, as a timestamp.</summary>
    public long LastUse { get; set; }

    /// <summary>Whether nothing is open and nothing on its way.</summary>
    public bool IsClosed => InFlight == 0 && !IsUnfinished && Uncertain == 0 && Waiting.Count == 0 && !IsRelaying;
}
