using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests;

/// <summary>
/// A store whose every step is a separate event, picked by the seed: what is asked takes effect at one moment and is answered at
/// a later one, or is lost on either way.
/// </summary>
internal sealed class SimulatedStore(InMemoryEntityStore truth, Random random)
{
    private readonly List<Action> _steps = [];

    /// <summary>How often, in percent, something goes wrong.</summary>
    public int Trouble { get; set; }

    public Action? WriteAsRival { get; set; }

    public int Count => _steps.Count;

    public InMemoryEntityStore Truth => truth;

    public void RunOne()
    {
        var place = random.Next(_steps.Count);
        var step = _steps[place];
        _steps.RemoveAt(place);
        step();
    }

    /// <summary>Lets something take effect, then be answered, each at a moment of its own.</summary>
    public ValueTask<T> Ask<T>(Func<T> effect)
    {
        if (random.Next(4) == 0)
            return Effect(effect);
        var answer = NewAnswer<T>();
        _steps.Add(() =>
        {
            var result = Effect(effect);
            _steps.Add(() => Answer(answer, result));
        });
        return new(answer.Task);
    }

    public ValueTask<T> Fail<T>()
    {
        var answer = NewAnswer<T>();
        _steps.Add(() => answer.TrySetException(new EntityStoreException("simulated")));
        return new(answer.Task);
    }

    public ValueTask<CommitOutcome> Commit(SimulatedCommit commit)
    {
        var fate = random.Next(100) < Trouble ? random.Next(8) : -1;
        switch (fate)
        {
            case 0:
                return Ask(() => CommitOutcome.NotApplied);
            case 1:
                return Ask(() =>
                {
                    commit.TryApply(truth);
                    return CommitOutcome.Unknown;
                });
            case 2:
                return Ask(() =>
                {
                    LandLate(commit);
                    return CommitOutcome.Unknown;
                });
            case 3:
                LandLate(commit);
                return Never<CommitOutcome>();
            case 4:
                return Never<CommitOutcome>();
            case 5:
                LandLate(commit);
                return Fail<CommitOutcome>();
            case 6:
                return Ask(() =>
                {
                    WriteAsRival!();
                    return commit.TryApply(truth);
                });
            default:
                return Ask(() => commit.TryApply(truth));
        }
    }

    private static ValueTask<T> Never<T>() => new(NewAnswer<T>().Task);

    public bool IsInTrouble() => random.Next(100) < Trouble;

    private void LandLate(SimulatedCommit commit) => _steps.Add(() =>
    {
        if (Trouble > 0 && random.Next(3) > 0)
            LandLate(commit);
        else
            commit.TryApply(truth);
    });

    private static ValueTask<T> Effect<T>(Func<T> effect)
    {
        try
        {
            return new(effect());
        }
        catch (Exception exception) when (exception is ArgumentException)
        {
            return ValueTask.FromException<T>(exception);
        }
    }

    private static void Answer<T>(TaskCompletionSource<T> answer, ValueTask<T> result)
    {
        if (result.IsCompletedSuccessfully)
            answer.SetResult(Immediate.Result(result));
        else
            answer.SetFromTask(result.AsTask());
    }

    private static TaskCompletionSource<T> NewAnswer<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
