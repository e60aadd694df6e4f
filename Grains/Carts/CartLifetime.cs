namespace Marketplace.Grains.Carts;

/// <summary>How long a cart lives.</summary>
internal static class CartLifetime
{
    /// <summary>Whether there is something in it that nobody has touched for too long.</summary>
    public static bool IsOver(CartState? state, CartOptions options, DateTimeOffset now)
        => state is not null && state.Lines + state.Added > 0 && now - state.TouchedAt > options.Lifetime;
}
