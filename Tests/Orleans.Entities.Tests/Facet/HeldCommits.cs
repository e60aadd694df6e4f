using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests;

/// <summary>Commits that wait until a test lets them go.</summary>
internal sealed class HeldCommits
{
    private readonly Queue<(EntityCommit Commit, TaskCompletionSource<CommitOutcome> Answer)> _held = [];
    private readonly InMemoryEntityStore _store;

    public HeldCommits(EngineHarness harness)
    {
        _store = harness.Truth;
        harness.Script.OnCommit = commit =>
        {
            var answer = new TaskCompletionSource<CommitOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
            _held.Enqueue((commit, answer));
            return new(answer.Task);
        };
    }

    public int Count => _held.Count;

    public EntityCommit Next => _held.Peek().Commit;

    /// <summary>Writes the oldest one and answers it.</summary>
    public async Task WriteAsync()
    {
        var (commit, answer) = _held.Dequeue();
        answer.SetResult(await _store.CommitAsync(commit));
    }

    public void Answer(CommitOutcome outcome) => _held.Dequeue().Answer.SetResult(outcome);
}
