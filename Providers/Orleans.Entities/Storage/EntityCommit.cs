namespace Orleans.Entities;

/// <summary>One atomic write of one entity: its head, its rows and its events, all or nothing.</summary>
/// <remarks>A commit names each row at most once over <see cref="Puts"/> and <see cref="Deletes"/> together.</remarks>
public sealed class EntityCommit
{
    /// <summary>The entity.</summary>
    public required EntityKey Key { get; init; }

    /// <summary>The version this commit was decided on; the entity's next version is one more.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>The write id of <see cref="ExpectedVersion"/>; empty at version 0.</summary>
    public required Guid ExpectedWriteId { get; init; }

    /// <summary>This write's own id, never used before; a repetition of this very commit carries it again.</summary>
    public required Guid WriteId { get; init; }

    /// <summary>The new head, or null to keep the stored one.</summary>
    public ReadOnlyMemory<byte>? Head { get; init; }

    /// <summary>Rows to write.</summary>
    public IReadOnlyList<EntityRow> Puts { get; init; } = [];

    /// <summary>Rows to remove; one that is not there is no error.</summary>
    public IReadOnlyList<RowKey> Deletes { get; init; } = [];

    /// <summary>Events to append to the log, in this order.</summary>
    public IReadOnlyList<PendingEvent> Events { get; init; } = [];

    /// <summary>Whether the entity has open work after this commit, which must be found though nobody calls it.</summary>
    public bool Unfinished { get; init; }

    /// <summary>When the events happened.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The W3C trace context of the cause, or null.</summary>
    public string? TraceParent { get; init; }
}
