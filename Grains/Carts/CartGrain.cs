using Marketplace.Grains.Carts.Decisions;
using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Orleans.Concurrency;

namespace Marketplace.Grains.Carts;

/// <summary>A cart: its lines, and the one checkout that may run.</summary>
[GrainType("cart")]
[Reentrant]
[CollectionAgeLimit(Minutes = 5)]
internal sealed class CartGrain : Grain, ICartGrain
{
    private readonly IEntity<CartState> _entity;
    private readonly CartServices _services;
    private readonly CartNames _names;
    private readonly CartStanding _standing = new();
    private readonly CartCheckout _checkout;

    public CartGrain([Entity] IEntity<CartState> entity, CartServices services)
    {
        (_entity, _services) = (entity, services);
        _names = new CartNames(this.GetPrimaryKeyString(), GrainFactory);
        _checkout = new CartCheckout(_names, services, entity, _standing);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // The activation before this one may have sent the lines off. The order is asked when it matters, not while activating.
        if (_entity.State is { MayBeOrdered: true } state)
            _standing.Freeze(state.Checkout);
        return Task.CompletedTask;
    }

    public async Task<Outcome<CartView>> CreateAsync(CreateCart command)
    {
        await ExpireAsync();
        var made = await _entity.RunAsync(command, CartFilling.Create);
        return made.Succeeded ? new Outcome<CartView>(await GetAsync(), null, made.Replayed) : made.Refusal;
    }

    public async Task<Outcome<CartView>> SetItemAsync(SetCartItem command)
    {
        if (command.Quantity is < 1 or > CartLimits.MaxQuantity)
            return new Refusal(RefusalCodes.ValueInvalid, "A quantity is between 1 and 1,000,000.", "quantity");
        await GetReadyAsync();
        var product = await CartPricer.LookUpAsync(_services.Catalog, _names.Space, command.SellerId, command.ProductId);
        if (RefusalOf(product) is { } refusal)
            return refusal;
        var fill = new CartFill(_standing, command.SellerId, command.ProductId)
        {
            Quantity = command.Quantity,
            Offer = Offer.Of(product!),
        };
        return await ShowAsync(await FillAsync(fill, CartFilling.Set));
    }

    public async Task<Refusal?> AddItemAsync(AddCartItem command)
    {
        if (command.Quantity is < 1 or > CartLimits.MaxQuantity)
            return new Refusal(RefusalCodes.ValueInvalid, "A quantity is between 1 and 1,000,000.", "quantity");
        if (command.Voucher.Amount < 0)
            return new Refusal(RefusalCodes.ValueInvalid, "A voucher takes off zero or more.", "voucher");
        if (IsExpired)
            await ExpireAsync();
        var product = await CartPricer.LookUpAsync(_services.Catalog, _names.Space, command.SellerId, command.ProductId);
        if (RefusalOf(product) is { } refusal)
            return refusal;
        if (command.Voucher.Amount > 0 && command.Voucher.Currency != product!.Price.Currency)
            return new Refusal(RefusalCodes.CurrencyMixed, $"The product costs {product.Price.Currency}.", "voucher");
        var fill = new CartFill(_standing, command.SellerId, command.ProductId)
        {
            Quantity = command.Quantity,
            Discount = command.Voucher.Amount * command.Quantity,
            Offer = Offer.Of(product!),
        };
        return (await FillAsync(fill, CartFilling.Add)).Refusal;
    }

    public async Task<Outcome<CartView>> RemoveItemAsync(string sellerId, string productId)
    {
        await GetReadyAsync();
        return await ShowAsync(await FillAsync(new CartFill(_standing, sellerId, productId), CartFilling.Remove));
    }

    public async Task<Outcome<CartView>> EmptyAsync()
    {
        await GetReadyAsync();
        return await ShowAsync(await EmptyRowsAsync());
    }

    public async Task<CartView?> GetAsync()
    {
        await GetReadyAsync();
        if (_entity.State is null)
            return null;
        var version = _entity.Version;
        var cart = await LookAsync();
        var rows = CartViews.RowsOf(cart);
        var products = await CartPricer.LookUpAsync(_services.Catalog, _names.Space, rows);

        // What is shown is what a checkout that names this version agrees to; so what is new is noted first.
        if (CartViews.NotesOf(rows, products) is { Count: > 0 } notes)
            version = await NoteAsync(notes);
        return CartViews.Of(_names, cart, rows, products, version);
    }

    public async Task<CheckoutAnswer> CheckoutAsync(CheckoutCart command)
    {
        var start = _services.Time.GetTimestamp();
        if (IsExpired)
            await ExpireAsync();
        var answer = await _checkout.RunAsync(command);
        _services.Metrics.CheckoutTook(_services.Time.GetElapsedTime(start));
        return answer;
    }

    public async Task<string?> OrderOfAsync(string idempotencyKey)
    {
        if (_checkout.RunningFor(idempotencyKey) is { } running)
            return _names.OrderIdOf(running);
        if (_checkout.IsSuspect && await _checkout.SettleAsync() is { Fate: OrderFate.Running } news)
        {
            if (news.Key?.Value == idempotencyKey)
                return _names.OrderIdOf(news.Checkout);
        }

        var known = await _entity.ReadRowAsync(CartRows.Keys, idempotencyKey);
        return known is null ? null : _names.OrderIdOf(known.Checkout);
    }

    public async Task OrderEndedAsync(OrderNews news)
    {
        if (await _checkout.EndAsync(CartEnd.Of(news)) && news.Fate == OrderFate.Taken)
            _services.FailPoints.Reach(FailPointNames.CartTaken);
    }

    public async Task ExpireAsync()
    {
        if (!IsExpired)
            return;
        if (_checkout.IsSuspect && await _checkout.SettleAsync() is { Fate: OrderFate.Running })
            return;
        await ExpireRowsAsync();
    }

    private bool IsExpired => CartLifetime.IsOver(_entity.State, _services.Options, _services.Time.GetUtcNow());

    /// <summary>For commands that must know whether lines are in an order.</summary>
    private async ValueTask GetReadyAsync()
    {
        if (IsExpired)
            await ExpireAsync();
        if (_checkout.IsSuspect)
            await _checkout.SettleAsync();
    }

    private async ValueTask<Filled> FillAsync(CartFill fill, Func<IDraft<CartState>, CartFill, Filled> decide)
    {
        var isFrozen = _entity.State is { } state && _standing.IsFrozenAt(state.Checkout);
        while (true)
        {
            var filled = await (isFrozen ? RunOnBothAsync(fill with { KnowsAdded = true }, decide) : RunOnLinesAsync(fill, decide));
            if (!filled.IsAgain)
                return filled;
            isFrozen = true;
        }
    }

    private ValueTask<Filled> RunOnLinesAsync(CartFill fill, Func<IDraft<CartState>, CartFill, Filled> decide)
        => _entity.RunAsync(fill, decide, [CartRows.Lines.Row(fill.RowKey)]);

    private ValueTask<Filled> RunOnBothAsync(CartFill fill, Func<IDraft<CartState>, CartFill, Filled> decide)
        => _entity.RunAsync(fill, decide, [CartRows.Lines.Row(fill.RowKey), CartRows.Added.Row(fill.RowKey)]);

    private ValueTask<Filled> EmptyRowsAsync()
        => _entity.RunAsync(_standing, CartFilling.Empty, [AllLines, AllAdded]);

    private ValueTask<CartSnapshot> LookAsync()
        => _entity.RunAsync(_standing, CartFreezing.Look, [AllLines, AllAdded]);

    private ValueTask<long> NoteAsync(IReadOnlyList<CartNote> notes)
        => _entity.RunAsync(notes, CartSettling.Note, [AllLines, AllAdded]);

    private ValueTask<bool> ExpireRowsAsync()
        => _entity.RunAsync(_services.Time.GetUtcNow() - _services.Options.Lifetime, CartSettling.Expire, [AllLines, AllAdded]);

    private static RowQuery AllLines => CartRows.Lines.Range(null, CartLimits.MaxLines);

    private static RowQuery AllAdded => CartRows.Added.Range(null, CartLimits.MaxLines);

    private async ValueTask<Outcome<CartView>> ShowAsync(Filled filled)
    {
        if (filled.Refusal is { } refusal)
            return refusal;
        if (filled.FrozenAt is { } checkout)
        {
            return new Refusal(
                RefusalCodes.CartCheckedOut, "The cart is being checked out.", OrderId: _names.OrderIdOf(checkout));
        }

        return (await GetAsync())!;
    }

    private static Refusal? RefusalOf(Product? product) => product switch
    {
        null => new(RefusalCodes.NotFound, "There is no such product.", "productId"),
        { Status: ProductStatus.Active } => null,
        _ => new(RefusalCodes.ProductUnavailable, "The product is not for sale.", "productId"),
    };
}
