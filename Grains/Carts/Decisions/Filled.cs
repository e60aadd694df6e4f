using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Carts.Decisions;

/// <summary>What became of a change to a cart: done, unless it says otherwise.</summary>
/// <param name="Refusal">Why it was refused, or null.</param>
/// <param name="IsAgain">It has to be decided again: the lines were frozen meanwhile.</param>
/// <param name="FrozenAt">The checkout whose order may have the line.</param>
internal readonly record struct Filled(Refusal? Refusal, bool IsAgain = false, long? FrozenAt = null)
{
    public static Filled Again => new(null, IsAgain: true);

    public static Filled Frozen(long checkout) => new(null, FrozenAt: checkout);

    public static implicit operator Filled(Refusal refusal) => new(refusal);
}
