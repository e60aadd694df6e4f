namespace Orleans.Entities.Cassandra.OpenWork;

/// <summary>Another process has taken over what this one had open: this one was taken for dead, and must not write any more.</summary>
internal sealed class OwnerClosedException(Guid incarnation)
    : EntityStoreException($"Another process has taken over the open work of {incarnation}: this one must end.");
