using System.Collections.Frozen;

namespace Marketplace.Payments.Sandbox.Cards;

/// <summary>Card numbers that the sandbox treats in a way of their own; every other number is approved.</summary>
public static class TestCards
{
    /// <summary>Approved, as any number that is not listed here.</summary>
    public const string Approved = "4242424242424242";

    /// <summary>Declined.</summary>
    public const string Declined = "4000000000000002";

    /// <summary>Approved, slowly.</summary>
    public const string Slow = "4000000000000259";

    /// <summary>Pending, then approved.</summary>
    public const string SettlesLate = "4000000000000119";

    /// <summary>Pending, then declined.</summary>
    public const string DeclinesLate = "4000000000000127";

    /// <summary>Approved, and the answer is lost.</summary>
    public const string AnswerLost = "4000000000000341";

    private static readonly FrozenDictionary<string, CardBehaviour> Behaviours = new Dictionary<string, CardBehaviour>
    {
        [Declined] = CardBehaviour.Decline,
        [Slow] = CardBehaviour.Slow,
        [SettlesLate] = CardBehaviour.SettleLate,
        [DeclinesLate] = CardBehaviour.DeclineLate,
        [AnswerLost] = CardBehaviour.LoseAnswer,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static CardBehaviour BehaviourOf(string number) => Behaviours.GetValueOrDefault(number);
}
