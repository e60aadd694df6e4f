using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Common;

/// <summary>
/// What clients' idempotency keys were answered: rows of the entity that the command changed, written with the change. A key is
/// remembered for a day at least; each new one takes some old ones away, so that their number follows a day's commands. The entity's head
/// notes up to which they are gone: a store reads over what was deleted for days, and refuses when that is much.
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
    /// <param name="old">What may be forgotten.</param>
    public RowQuery Oldest(Forgettable old) => _hours.Range(old.After, DroppedAtOnce);

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
    /// <param name="draft">The entity.</param>
    /// <param name="scope">What the command is about.</param>
    /// <param name="key">The key.</param>
    /// <param name="answer">What it was answered.</param>
    /// <param name="old">What <see cref="Oldest"/> was asked for with.</param>
    /// <param name="forgottenTo">What the head notes of this memory now.</param>
    /// <returns>What the head is to note.</returns>
    public string? Remember<TState>(
        IDraft<TState> draft, string scope, IdempotencyKey key, TAnswer answer, Forgettable old, string? forgottenTo) where TState : class
    {
        var row = Name(scope, key);
        draft.Put(_answers, row, new(key.PayloadHash, answer));
        draft.Put(_hours, HourMark.KeyOf(draft.Now + Kept, row, forgottenTo), HourMark.Instance);

        foreach (var (mark, _) in draft.Range(_hours, old.After, DroppedAtOnce))
        {
            var (hour, answered) = HourMark.Split(mark);
            if (hour >= old.Before)
                break;
            draft.Delete(_hours, mark);
            draft.Delete(_answers, answered);
            forgottenTo = string.CompareOrdinal(mark, forgottenTo) > 0 ? mark : forgottenTo;
        }

        return forgottenTo;
    }

    private static string Name(string scope, IdempotencyKey key) => $"{scope}/{key.Value}";
}
