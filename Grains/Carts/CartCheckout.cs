using System.Collections.Immutable;
using Marketplace.Grains.Carts.Decisions;
using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Grains.Carts;

/// <summary>Makes an order of a cart, at most one at a time, and finds out what became of one that nobody waits for any more.</summary>
/// <remarks>
/// <code>
/// freeze the lines (in memory, in the order of all changes) ─► price them ─► Order(n).Checkout ─► the order tells the cart: n + 1
/// </code>
/// Nothing is written before the order is: what is ordered is named by (cart, n), and n only goes on by the order's word. An
/// activation that finds lines does not know whether one before it sent them off; until Order(n) has said, they count as frozen.
/// </remarks>
internal sealed class CartCheckout(CartNames names, CartServices services, IEntity<CartState> entity, CartStanding standing)
{
    private CheckoutRun? _run;
    private Task<OrderNews>? _settling;

    /// <summary>Whether lines may be in an order of which nothing is known here.</summary>
    public bool IsSuspect => _run is null && entity.State is { } state && standing.IsFrozenAt(state.Checkout);

    public async Task<CheckoutAnswer> RunAsync(CheckoutCart command)
    {
        while (_run is { } running)
        {
            if (running.Key == command.Key)
                return await running.Answer;
            if (running.Key.Value == command.Key.Value)
                return KeyReused();
            if (await entity.ReadRowAsync(CartRows.Keys, command.Key.Value) is { } known)
                return await ReplayAsync(known, command.Key);

            // Not the cart's own number: when the order has ended meanwhile, that is the next one's.
            if (await running.Ordering is { } checkout)
                return CheckedOut(checkout);
        }

        var run = new CheckoutRun(command.Key);
        _run = run;
        run.Answer = MakeOrderAsync(command, run);
        return await run.Answer;
    }

    /// <summary>The checkout that this activation makes or has joined the order of for a key; null when it is at none, or not that far.</summary>
    public long? RunningFor(string key)
        => _run is { } run && run.Key.Value == key ? run.Ordered : null;

    /// <summary>Asks the order that may be running what it is, and acts on what it says.</summary>
    public async Task<OrderNews> SettleAsync()
    {
        if (_settling is { } settling)
            return await settling;
        try
        {
            return await (_settling = AskOrderAsync(entity.State!.Checkout));
        }
        finally
        {
            _settling = null;
        }
    }

    /// <summary>The order of a checkout has ended.</summary>
    public ValueTask<bool> EndAsync(CartEnd end)
    {
        ReadOnlySpan<RowQuery> rows =
            [CartRows.Lines.Range(null, CartLimits.MaxLines), CartRows.Added.Range(null, CartLimits.MaxLines)];
        return entity.RunAsync(end, CartSettling.End, rows);
    }

    private async Task<CheckoutAnswer> MakeOrderAsync(CheckoutCart command, CheckoutRun run)
    {
        try
        {
            while (true)
            {
                // This run has frozen nothing yet, so what is frozen is an earlier one's.
                if (entity.State is { } state && standing.IsFrozenAt(state.Checkout)
                    && await SettleAsync() is { Fate: OrderFate.Running } news)
                {
                    run.Order(state.Checkout);
                    return await JoinAsync(state.Checkout, news.Key, command.Key);
                }

                var cart = await FreezeAsync(command.Key.Value);
                if (cart.Known is { } known)
                    return await ReplayAsync(known, command.Key);
                if (cart.State is not { } frozen)
                    return Refused(NothingIn(command));
                run.Order(frozen.Checkout);
                if (await OrderAsync(command, frozen, cart.Lines) is { } answer)
                    return answer;
                run.OrderAnew();
            }
        }
        finally
        {
            if (_run == run)
                _run = null;
            run.End();
        }
    }

    /// <summary>One attempt. Null when its order is never to be: somebody asked for it before it came, and the next number is free.</summary>
    private async Task<CheckoutAnswer?> OrderAsync(CheckoutCart command, CartState cart, CartRow[] rows)
    {
        services.FailPoints.Reach(FailPointNames.CartFrozen);
        PricedCheckout priced;
        try
        {
            priced = await PriceAsync(command, cart, rows);
        }
        catch
        {
            await ThawAsync([]);
            throw;
        }

        if (priced.Refusal is { } refusal)
        {
            await ThawAsync(priced.Notes);
            return new CheckoutAnswer(null, refusal, priced.Problems) { VoucherProblems = priced.VoucherProblems };
        }

        // From here on, whatever happens to this call, the order may be there: the lines stay frozen till it says otherwise.
        var outcome = await names.OrderOf(cart.Checkout).CheckoutAsync(new PlaceOrder
        {
            CartKey = names.Key,
            Checkout = cart.Checkout,
            Key = command.Key,
            CustomerId = command.CustomerId ?? cart.CustomerId!,
            Lines = priced.Lines,
            ShipTo = command.ShipTo,
            Payment = command.Payment,
            Currency = priced.Lines[0].UnitPrice.Currency,
            LeaveOutSoldOut = command.Consent == CheckoutConsent.ByRepeating,
            Vouchers = priced.Vouchers,
        });
        if (outcome.Succeeded)
            return await ConcludeAsync(cart.Checkout, outcome.Value, command.Key, priced.Problems, isReplayed: false);
        if (outcome.Refusal.Code != RefusalCodes.OrderNever)
            return CheckedOut(cart.Checkout);
        await EndAsync(new CartEnd(cart.Checkout, OrderFate.Never, null, []));
        return null;
    }

    private async ValueTask<PricedCheckout> PriceAsync(CheckoutCart command, CartState cart, CartRow[] rows)
    {
        if (command.CustomerId is null && cart.CustomerId is null)
        {
            return new PricedCheckout(
                [], [], [], new Refusal(RefusalCodes.ValueInvalid, "Nobody has said who buys.", "customerId"));
        }

        var products = await CartPricer.LookUpAsync(services.Catalog, names.Space, rows);
        var priced = CheckoutPricing.Price(rows, products, command.Consent, command.CartVersion);
        return priced.Refusal is not null || command.Vouchers.IsDefaultOrEmpty ? priced : await TakeVouchersOffAsync(command.Vouchers, priced);
    }

    private async Task<PricedCheckout> TakeVouchersOffAsync(ImmutableArray<string> named, PricedCheckout priced)
    {
        if (named.Length > CartLimits.MaxVouchers || named.Distinct(StringComparer.Ordinal).Count() != named.Length)
        {
            return new PricedCheckout(
                [], [], [], new Refusal(RefusalCodes.ValueInvalid, $"A checkout names at most {CartLimits.MaxVouchers} vouchers, each once.", "vouchers"));
        }

        var vouchers = await Task.WhenAll(named.Select(voucher => names.Voucher(voucher).GetAsync()));
        return VoucherPricing.Apply(priced, named, vouchers, services.Time.GetUtcNow());
    }

    /// <summary>Answers what an order is, and sees to it that the cart knows of its end: the order may not have reached it.</summary>
    private async Task<CheckoutAnswer> ConcludeAsync(
        long checkout, OrderView order, IdempotencyKey key, ImmutableArray<LineProblem> leftOut, bool isReplayed)
    {
        var fate = FateOf(order);
        DistrustStaleOffers(order.Problems);
        if (fate != OrderFate.Running && entity.State?.Checkout == checkout)
            await EndAsync(new CartEnd(checkout, fate, key, order.Problems));
        return CheckoutAnswer.Of(order, leftOut, isReplayed);
    }

    // Stock has heard of a change that the catalogue's copy here has not: the buyer's next try must not be priced from it again.
    private void DistrustStaleOffers(ImmutableArray<LineProblem> problems)
    {
        foreach (var problem in problems)
        {
            if (problem.Code == RefusalCodes.PriceChanged)
                services.Catalog.Distrust(names.Space, problem.SellerId);
        }
    }

    private async Task<CheckoutAnswer> JoinAsync(long checkout, IdempotencyKey? running, IdempotencyKey wanted)
    {
        if (running != wanted)
            return running?.Value == wanted.Value ? KeyReused() : CheckedOut(checkout);
        return await names.OrderOf(checkout).JoinAsync() is { } order
            ? await ConcludeAsync(checkout, order, wanted, [], isReplayed: true)
            : CheckedOut(checkout);
    }

    private async Task<CheckoutAnswer> ReplayAsync(CartKeyRow known, IdempotencyKey key)
    {
        if (known.PayloadHash != key.PayloadHash)
            return KeyReused();

        // The cart hears of the payment while the order writes it down: until that is durable the order would say that it is only placed.
        var order = await names.OrderOf(known.Checkout).JoinAsync();
        return CheckoutAnswer.Of(order!, [], replayed: true);
    }

    private async Task<OrderNews> AskOrderAsync(long checkout)
    {
        var news = await names.OrderOf(checkout).FateForCartAsync();
        if (news.Fate != OrderFate.Running)
            await EndAsync(CartEnd.Of(news) with { Checkout = checkout });
        return news;
    }

    private ValueTask<CartSnapshot> FreezeAsync(string key)
    {
        ReadOnlySpan<RowQuery> rows = [CartRows.Keys.Row(key), CartRows.Lines.Range(null, CartLimits.MaxLines)];
        return entity.RunAsync((standing, key), CartFreezing.Freeze, rows);
    }

    private ValueTask<bool> ThawAsync(IReadOnlyList<CartNote> notes)
    {
        ReadOnlySpan<RowQuery> rows =
            [CartRows.Lines.Range(null, CartLimits.MaxLines), CartRows.Added.Range(null, CartLimits.MaxLines)];
        return entity.RunAsync((standing, notes), CartSettling.Thaw, rows);
    }

    private CheckoutAnswer CheckedOut(long checkout)
    {
        var order = names.OrderIdOf(checkout);
        return new CheckoutAnswer(
            null, new Refusal(RefusalCodes.CartCheckedOut, "The cart is being checked out.", OrderId: order), [], OrderId: order);
    }

    // Under the benchmark's prefix a customer's cart is made by the first thing that goes into it, so there is none to be missed.
    private Refusal NothingIn(CheckoutCart command) => entity.State is null && command.Consent == CheckoutConsent.Explicit
        ? new Refusal(RefusalCodes.NotFound, "There is no such cart.", "cartId")
        : new Refusal(RefusalCodes.CartEmpty, "The cart has no items.");

    private static CheckoutAnswer KeyReused() => Refused(
        new Refusal(RefusalCodes.KeyReused, "The idempotency key was used with another body.", "Idempotency-Key"));

    private static CheckoutAnswer Refused(Refusal refusal) => new(null, refusal, []);

    private static OrderFate FateOf(OrderView order) => order.Status switch
    {
        _ when order.PaidAt is not null => OrderFate.Taken,
        OrderStatus.Placed or OrderStatus.AwaitingPayment or OrderStatus.Cancelling => OrderFate.Running,
        OrderStatus.Rejected => OrderFate.Rejected,
        _ => OrderFate.Failed,
    };
}
