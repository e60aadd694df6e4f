using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests;

/// <summary>A commit on its way to the store, which may come late or never, and not once its fate was asked for and told.</summary>
internal sealed class SimulatedCommit(EntityCommit commit, List<string> violations)
{
    private readonly string _content = ContentOf(commit);

    public EntityCommit Commit => commit;

    public string Content => _content;

    public bool IsSettled { get; set; }

    public CommitOutcome TryApply(InMemoryEntityStore truth)
    {
        if (IsSettled)
            return CommitOutcome.NotApplied;
        if (_content != ContentOf(commit))
            violations.Add("A commit changed while it was under way.");
        return Immediate.Result(truth.CommitAsync(commit));
    }

    private static string ContentOf(EntityCommit commit)
    {
        var head = commit.Head is { } bytes ? Convert.ToHexString(bytes.Span) : "-";
        var puts = string.Join(',', commit.Puts.Select(put => $"{put.Key.Key}={Convert.ToHexString(put.Value.Span)}"));
        var deletes = string.Join(',', commit.Deletes.Select(delete => delete.Key));
        var events = string.Join(',', commit.Events.Select(sent => Convert.ToHexString(sent.Data.Span)));
        return $"{commit.ExpectedVersion} {commit.ExpectedWriteId} {head} {puts} {deletes} {events}";
    }
}
