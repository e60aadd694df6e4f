using System.Text;

namespace Orleans.Entities;

/// <summary>What a commit must be. Names are checked where they are encoded.</summary>
internal static class CommitRules
{
    // Below this many rows comparing each with each is cheaper than a set.
    private const int FewRows = 8;

    /// <exception cref="ArgumentException">It is malformed or outside the limits.</exception>
    internal static void Check(EntityCommit commit, EntityStoreLimits limits)
    {
        if (commit.ExpectedVersion is < 0 or long.MaxValue)
            throw Malformed(commit, "its expected version is below 0 or the last there is");
        if (commit.WriteId == Guid.Empty || commit.WriteId == commit.ExpectedWriteId)
            throw Malformed(commit, "its write id is empty or that of the version before");
        if ((commit.ExpectedVersion == 0) != (commit.ExpectedWriteId == Guid.Empty))
            throw Malformed(commit, "the expected write id is empty at version 0 and at no other");
        if (commit.Head?.Length > limits.MaxHeadBytes)
            throw Malformed(commit, $"its head is larger than {limits.MaxHeadBytes} bytes");
        foreach (var row in commit.Puts)
        {
            if (row.Value.Length > limits.MaxRowBytes)
                throw Malformed(commit, $"a row is larger than {limits.MaxRowBytes} bytes");
        }

        if (NamesARowTwice(commit))
            throw Malformed(commit, "it names a row twice");
    }

    /// <exception cref="ArgumentException">It is larger than the limit.</exception>
    internal static void CheckSize(EntityCommit commit, EntityStoreLimits limits)
    {
        long bytes = commit.Head?.Length ?? 0;
        foreach (var row in commit.Puts)
            bytes += Size(row.Key) + row.Value.Length;
        foreach (var row in commit.Deletes)
            bytes += Size(row);
        foreach (var value in commit.Events)
            bytes += Encoding.UTF8.GetByteCount(value.Type) + value.Data.Length;
        if (bytes > limits.MaxCommitBytes)
            throw Malformed(commit, $"it is larger than {limits.MaxCommitBytes} bytes");
    }

    private static long Size(RowKey row) => Encoding.UTF8.GetByteCount(row.Collection) + Encoding.UTF8.GetByteCount(row.Key);

    private static bool NamesARowTwice(EntityCommit commit)
    {
        var count = commit.Puts.Count + commit.Deletes.Count;
        if (count > FewRows)
        {
            var seen = new HashSet<RowKey>(count);
            for (var i = 0; i < count; i++)
            {
                if (!seen.Add(RowAt(commit, i)))
                    return true;
            }

            return false;
        }

        for (var i = 1; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (RowAt(commit, i) == RowAt(commit, j))
                    return true;
            }
        }

        return false;
    }

    private static RowKey RowAt(EntityCommit commit, int index) =>
        index < commit.Puts.Count ? commit.Puts[index].Key : commit.Deletes[index - commit.Puts.Count];

    private static ArgumentException Malformed(EntityCommit commit, string why) =>
        new($"The commit of {commit.Key} is malformed: {why}.", nameof(commit));
}
