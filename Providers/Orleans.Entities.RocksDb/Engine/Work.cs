using System.Threading.Tasks.Sources;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>Something that waits for the commit thread, and what its caller awaits.</summary>
internal abstract class Work : IValueTaskSource<CommitOutcome>
{
    // The commit thread completes; what awaits runs elsewhere, or one slow caller would hold up everyone's commits.
    private ManualResetValueTaskSourceCore<CommitOutcome> _completion = new() { RunContinuationsAsynchronously = true };

    /// <summary>What it adds to the queue's bytes.</summary>
    internal abstract int Bytes { get; }

    /// <summary>When it was queued, by the engine's clock.</summary>
    internal long QueuedAt { get; set; }

    /// <summary>What it will be answered when its group is durable.</summary>
    internal CommitOutcome Decision { get; set; }

    /// <summary>Whether <see cref="Decision"/> holds only if its group becomes durable.</summary>
    internal bool RestsOnGroup { get; set; }

    internal ValueTask<CommitOutcome> Task => new(this, _completion.Version);

    /// <summary>Decides it on what is stored and on the group so far, and adds what is to be written. Throws before it adds anything.</summary>
    internal abstract void Join(Group group);

    /// <summary>What the caller hears when the group did not become durable.</summary>
    protected virtual CommitOutcome OnFailedGroup =>
        !RestsOnGroup ? Decision : Decision == CommitOutcome.Committed ? CommitOutcome.Unknown : CommitOutcome.NotApplied;

    /// <summary>How it ends, now that its group is durable or is not.</summary>
    internal CommitOutcome OutcomeOf(bool durable) => durable ? Decision : OnFailedGroup;

    /// <summary>Lets the caller go on. It may be in use again before this returns.</summary>
    internal void Complete(CommitOutcome outcome) => _completion.SetResult(outcome);

    CommitOutcome IValueTaskSource<CommitOutcome>.GetResult(short token)
    {
        try
        {
            return _completion.GetResult(token);
        }
        finally
        {
            _completion.Reset();
            Released();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<CommitOutcome>.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource<CommitOutcome>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);

    /// <summary>Its caller has heard: it may be used again.</summary>
    protected virtual void Released()
    {
    }
}
