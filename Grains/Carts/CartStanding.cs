namespace Marketplace.Grains.Carts;

/// <summary>
/// What an activation knows of an order that may be running, beyond what is durable. Decisions look at it in the turn that they are
/// taken in: so freezing needs no write, and still has its place in the order of all changes.
/// </summary>
internal sealed class CartStanding
{
    private long? _frozen;

    public bool IsFrozenAt(long checkout) => _frozen == checkout;

    /// <summary>From now on the lines may be in the order that this checkout names.</summary>
    public void Freeze(long checkout) => _frozen = checkout;

    /// <summary>No order was made of it.</summary>
    public void Thaw() => _frozen = null;
}
