namespace Marketplace.Payments.Sandbox.Cards;

/// <summary>What the sandbox does with a card.</summary>
internal enum CardBehaviour
{
    /// <summary>The money is taken.</summary>
    Approve,

    /// <summary>It is refused.</summary>
    Decline,

    /// <summary>It is taken, and the answer takes its time.</summary>
    Slow,

    /// <summary>The answer is 'pending'; a while later it turns out to be taken.</summary>
    SettleLate,

    /// <summary>The answer is 'pending'; a while later it turns out to be refused.</summary>
    DeclineLate,

    /// <summary>It is taken, and the answer is lost.</summary>
    LoseAnswer,
}
