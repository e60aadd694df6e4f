using Cql;
using Orleans.Entities.Cassandra.Events;

namespace Orleans.Entities.Cassandra.Storage;

/// <summary>Makes the conditional batch of a commit: all of it in the entity's partition, so that it is done whole or not at all.</summary>
internal static class CommitBatch
{
    /// <param name="statements">The prepared statements.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="expectedFence">What the partition must have at the expected version; null when it must not exist.</param>
    /// <param name="relayed">The version up to which events are in the log, when some of those may still be in the partition; else null.</param>
    public static BatchStatement Make(EntityStatements statements, EntityCommit commit, Guid? expectedFence, long? relayed)
    {
        var batch = new BatchStatement(BatchKind.Unlogged);
        try
        {
            batch.Add(Change(statements, commit, expectedFence, relayed));
            var (kind, id) = (commit.Key.Kind, commit.Key.Id);
            if (expectedFence is null)
                batch.Add(statements.PutFirstRow.Bind().Set(0, kind).Set(1, id));
            foreach (var row in commit.Puts)
                batch.Add(statements.Put.Bind().Set(0, kind).Set(1, id).Set(2, row.Key.Collection).Set(3, row.Key.Key).Set(4, row.Value));
            foreach (var row in commit.Deletes)
                batch.Add(statements.Delete.Bind().Set(0, kind).Set(1, id).Set(2, row.Collection).Set(3, row.Key));
            for (var i = 0; i < commit.Events.Count; i++)
                batch.Add(Event(statements, commit, i));

            // Never over what this batch puts: a range delete of the same batch would win.
            if (relayed is { } version)
                batch.Add(statements.DeleteEvents.Bind().Set(0, kind).Set(1, id).Set(2, EventKeys.EndOf(version)));
            return batch;
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }

    private static BoundStatement Change(EntityStatements statements, EntityCommit commit, Guid? expectedFence, long? relayed)
    {
        var version = commit.ExpectedVersion + 1;
        var change = (expectedFence is null ? statements.First : statements.Next).Bind()
            .Set(0, version)
            .Set(1, commit.WriteId)
            .Set(2, commit.WriteId)
            .Set(4, commit.Unfinished)
            .Set(7, commit.Key.Kind)
            .Set(8, commit.Key.Id);
        if (commit.Head is { } head)
            change.Set(3, head);
        if (commit.Events.Count > 0)
            change.Set(5, version);
        if (relayed is { } gone)
            change.Set(6, gone);
        return expectedFence is { } expected ? change.Set(9, commit.ExpectedVersion).Set(10, expected) : change;
    }

    private static BoundStatement Event(EntityStatements statements, EntityCommit commit, int index)
    {
        var value = commit.Events[index];
        return statements.PutEvent.Bind()
            .Set(0, commit.Key.Kind)
            .Set(1, commit.Key.Id)
            .Set(2, EventKeys.Of(commit.ExpectedVersion + 1, index))
            .Set(3, value.Data)
            .Set(4, value.Type)
            .Set(5, commit.Time.UtcTicks)
            .Set(6, commit.TraceParent);
    }
}
