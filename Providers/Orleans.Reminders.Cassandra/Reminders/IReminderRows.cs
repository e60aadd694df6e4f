using Cql;

namespace Orleans.Reminders.Cassandra;

/// <summary>The rows of one service's reminders.</summary>
internal interface IReminderRows
{
    /// <summary>Reads one; finishes what writes of it have begun.</summary>
    /// <exception cref="CqlException">It was not read.</exception>
    ValueTask<ReminderEntry?> FindAsync(ReminderKey key, CancellationToken cancellationToken);

    /// <summary>Reads those of a grain.</summary>
    /// <exception cref="CqlException">They were not read.</exception>
    ValueTask<List<ReminderEntry>> ReadAsync(GrainId grain, CancellationToken cancellationToken);

    /// <summary>Reads those of a slice of the ring, but for rows that cannot be understood.</summary>
    /// <exception cref="CqlException">They were not read.</exception>
    ValueTask<List<ReminderEntry>> ReadAsync(RingSlice slice, CancellationToken cancellationToken);

    /// <summary>Tries once to write one with an ETag, whatever is there.</summary>
    /// <exception cref="CqlException">It was not done, and will not be.</exception>
    ValueTask<ChangeAnswer> TryPutAsync(ReminderKey key, ReminderEntry entry, Guid etag);

    /// <summary>Tries once to remove one with an ETag.</summary>
    /// <exception cref="CqlException">It was not done, and will not be.</exception>
    ValueTask<ChangeAnswer> TryRemoveAsync(ReminderKey key, Guid etag);
}
