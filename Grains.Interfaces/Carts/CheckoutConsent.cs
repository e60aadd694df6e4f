namespace Marketplace.Grains.Interfaces.Carts;

/// <summary>How a buyer agrees to a changed cart.</summary>
public enum CheckoutConsent
{
    /// <summary>A changed price or a missing unit is answered with a refusal, until the buyer names the cart's version that shows it.</summary>
    Explicit,

    /// <summary>The benchmark's way: repeating the checkout agrees to changed prices, and a line that cannot be had is dropped.</summary>
    ByRepeating,
}
