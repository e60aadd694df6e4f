using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Common;

/// <summary>
/// What clients' idempotency keys were answered: rows of the entity that the command changed, written with the change. A key is
/// remembered for a day at least; each new one takes some old ones away, so that their number follows a day's commands.
/// </summary>
/// <param name="name">The collection's name in the entity.</param>
internal sealed class KeyMemory<TAnswer>(string name) where TAnswer : class
{
    private const int DroppedAtOnce = 4;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(25);

    private readonly RowSet<RememberedAnswer<TAnswer>> _answers = new(name);
    private readonly RowSet<HourMark> _hours = new(name + "-by-hour");

    /// <summary>The row that a decision needs to recall a key.</summary>
    public RowQuery Row(string scope, IdempotencyKey key) => _answers.Row(Name(scope, key));

    /// <summary>The rows that a decision needs to remember one.</summary>
    public RowQuery Oldest() => _hours.Range(null, DroppedAtOnce);

    /// <summary>What the key was answered; a refusal when something else was asked with it; null when it is new.</summary>
    /// <param name="draft">The entity.</param>
    /// <param name="scope">What the command is about: one key may name one command of each scope.</param>
    /// <param name="key">The key.</param>
    public Outcome<TAnswer>? Recall<TState>(IDraft<TState> draft, string scope, IdempotencyKey key) where TState : class
        => draft.Get(_answers, Name(scope, key)) switch
        {
            null => null,
            var known when known.PayloadHash == key.PayloadHash => new Outcome<TAnswer>(known.Answer, null, Replayed: true),
            _ => (Outcome<TAnswer>)new Refusal(RefusalCodes.KeyReused, "The idempotency key was used before, with another body.", "Idempotency-Key"),
        };

    /// <summary>Remembers a key's answer with the change that it is the answer to.</summary>
    public TAnswer Remember<TState>(IDraft<TState> draft, string scope, IdempotencyKey key, TAnswer answer) where TState : class
    {
        var row = Name(scope, key);
        draft.Put(_answers, row, new(key.PayloadHash, answer));
        draft.Put(_hours, HourMark.KeyOf(draft.Now + Kept, row), HourMark.Instance);

        var now = HourMark.HourOf(draft.Now);
        foreach (var (old, _) in draft.Range(_hours, null, DroppedAtOnce))
        {
            var (hour, answered) = HourMark.Split(old);
            if (hour >= now)
                break;
            draft.Delete(_hours, old);
            draft.Delete(_answers, answered);
        }

        return answer;
    }

    private static string Name(string scope, IdempotencyKey key) => $"{scope}/{key.Value}";
}
