using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Orleans.CodeGeneration;

namespace Marketplace.Grains.Interfaces.Carts;

/// <summary>
/// A cart. It becomes an order once: its checkout counter with its key names the order. While an order runs its lines are frozen,
/// and what is added goes, durably, beside them. Key: the cart's id in its <see cref="KeySpace"/>.
/// </summary>
[Alias("cart")]
[Version(1)]
public interface ICartGrain : IGrainWithStringKey
{
    /// <summary>Makes the cart.</summary>
    [Alias("Create")]
    Task<Outcome<CartView>> CreateAsync(CreateCart command);

    /// <summary>Says how many of a product it holds.</summary>
    [Alias("SetItem")]
    Task<Outcome<CartView>> SetItemAsync(SetCartItem command);

    /// <summary>Adds some of a product; makes the cart where there is none. Answers a refusal, or null.</summary>
    [Alias("AddItem")]
    Task<Refusal?> AddItemAsync(AddCartItem command);

    /// <summary>Takes a product out.</summary>
    [Alias("RemoveItem")]
    Task<Outcome<CartView>> RemoveItemAsync(string sellerId, string productId);

    /// <summary>Empties it: what a running order took is dropped only when that fails.</summary>
    [Alias("Empty")]
    Task<Outcome<CartView>> EmptyAsync();

    /// <summary>The cart, priced now; null when there is none.</summary>
    [Alias("Get")]
    Task<CartView?> GetAsync();

    /// <summary>Makes an order of it.</summary>
    [Alias("Checkout")]
    Task<CheckoutAnswer> CheckoutAsync(CheckoutCart command);

    /// <summary>The order that a checkout with this key became, or is about to become and may not be yet; or null.</summary>
    [Alias("OrderOf")]
    Task<string?> OrderOfAsync(string idempotencyKey);

    /// <summary>Tells what became of the running order; news of any other is passed over. Durable when it answers.</summary>
    /// <remarks>
    /// A cart that is leaving memory hears nothing before its running checkout has an answer, which is the order's: so the order waits
    /// for a short time only. The cart sees to itself when it has the answer.
    /// </remarks>
    [Alias("OrderEnded")]
    Task OrderEndedAsync(OrderNews news);

    /// <summary>Empties it when nobody has touched it for longer than carts are kept.</summary>
    [Alias("Expire")]
    Task ExpireAsync();
}
