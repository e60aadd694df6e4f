namespace Marketplace.Grains.Interfaces.Payments;

/// <summary>What the gateway knows of a reference.</summary>
public enum PaymentState
{
    /// <summary>It is not decided yet: ask again.</summary>
    Pending,

    /// <summary>The money is taken.</summary>
    Captured,

    /// <summary>The money is refused, for good.</summary>
    Declined,

    /// <summary>Voided before anything was taken: a later capture is refused.</summary>
    Voided,

    /// <summary>It was taken and is repaid.</summary>
    Repaid,

    /// <summary>The gateway has never heard of the reference. Not definite: a capture may be on its way.</summary>
    Unknown,
}
