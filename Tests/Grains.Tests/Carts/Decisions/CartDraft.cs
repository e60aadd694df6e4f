using Marketplace.Grains.Carts;
using Marketplace.Grains.Carts.Decisions;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Carts.Decisions;

/// <summary>A cart and what its activation knows, with the verbs a test reads by.</summary>
internal sealed class CartDraft
{
    public FakeDraft<CartState> Entity { get; } = new();

    public CartStanding Standing { get; } = new();

    public CartState State => Entity.State!;

    public Filled Add(string product, int quantity, decimal price = 10m, decimal discount = 0)
        => Entity.Run(Fill(product, quantity, price) with { Discount = discount }, CartFilling.Add);

    public Filled Set(string product, int quantity, decimal price = 10m) => Entity.Run(Fill(product, quantity, price), CartFilling.Set);

    public Filled Remove(string product) => Entity.Run(Fill(product, 0, 0), CartFilling.Remove);

    public Filled Empty() => Entity.Run(Standing, CartFilling.Empty);

    public CartSnapshot Freeze(string key = "k1") => Entity.Run((Standing, key), CartFreezing.Freeze);

    public bool End(OrderFate fate, long? checkout = null, IdempotencyKey? key = null, params LineProblem[] problems)
        => Entity.Run(new CartEnd(checkout ?? State.Checkout, fate, key, [.. problems]), CartSettling.End);

    public bool Thaw(params CartNote[] notes) => Entity.Run((Standing, (IReadOnlyList<CartNote>)notes), CartSettling.Thaw);

    /// <summary>The lines as <c>product:quantity</c>.</summary>
    public string Lines => Text(CartRows.Lines);

    /// <summary>What waits beside them.</summary>
    public string Added => Text(CartRows.Added);

    private CartFill Fill(string product, int quantity, decimal price) => new(Standing, "s1", product)
    {
        Quantity = quantity,
        Offer = new Offer(Samples.Brl(price), Samples.Brl(1)),
        KnowsAdded = true,
    };

    private string Text(Orleans.Entities.RowSet<CartRow> rows)
        => string.Join(' ', Entity.Range(rows, null, 1000).Select(row => $"{row.Value.ProductId}:{row.Value.Quantity}"));
}
