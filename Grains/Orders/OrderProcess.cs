using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Grains.Orders.Decisions;

namespace Marketplace.Grains.Orders;

/// <summary>An order's way: each step starts from what is durable, asks others, and commits what they said.</summary>
/// <remarks>
/// <code>
/// Placed ─► reserve all ─► pay ─┬─ captured ─► Paid ─► the items, the vouchers and the cart are told
///  (1)         (2)              ├─ unknown ──► AwaitingPayment: ask, at longer and longer intervals
///             │                 └─ declined ┐                     │ given up, or cancelled
///             └─ a line or a voucher refused ─► Cancelling ◄──────┘
///                                                 void, give every line and voucher back ─► the end
/// </code>
/// Nothing is remembered between steps but when to try again, so a step may be repeated by anyone at any time: everything asked
/// of others is idempotent by (order) or (order, line). A voucher's use is reserved, kept and given back as a line is.
/// </remarks>
internal sealed class OrderProcess(OrderNames names, OrderServices services, IEntity<OrderState> entity, IGrainFactory grains)
{
    // Not a time-out of the message: one that has expired fails those that wait with it for the cart's next activation.
    private static readonly TimeSpan CartPatience = TimeSpan.FromSeconds(1);

    private readonly StockCalls _stock = new(names, services, grains);
    private readonly VoucherCalls _vouchers = new(names, services, grains);
    private readonly PaymentCalls _payment = new(names, services);

    // When to try again, by time that passes: a clock that is set back must not keep an order waiting.
    private long _pausedAt;
    private TimeSpan _pause;

    /// <summary>Goes on as far as it can. Null when there is nothing left to do; else when to go on.</summary>
    public async Task<TimeSpan?> GoOnAsync()
    {
        while (entity.State is { HasOpenWork: true } state)
        {
            // Only a placed order has somebody waiting for whom it goes on without a pause.
            if (state.Status != OrderStatus.Placed && _pause - services.Time.GetElapsedTime(_pausedAt) is { Ticks: > 0 } pause)
                return pause;
            await (state switch
            {
                { Status: OrderStatus.Placed } => ReserveAndPayAsync(state),
                { Status: OrderStatus.AwaitingPayment } => AskForPaymentAsync(state),
                { Status: OrderStatus.Cancelling } => EndAsync(state),
                { Cancellation.Stage: CancellationStage.Withdrawing } => WithdrawAsync(state),
                _ => RepayPartsAsync(state),
            });
        }

        return null;
    }

    /// <summary>Tries now what would be tried later.</summary>
    public void Hurry() => _pause = default;

    private async Task ReserveAndPayAsync(OrderState state)
    {
        var uses = _vouchers.UseAllAsync(state);
        var shortage = await _stock.ReserveAsync(state);
        var unused = await uses;
        services.FailPoints.Reach(FailPointNames.OrderReserved);
        if (!unused.IsEmpty || (shortage is not null && !MayLeaveOut(state.Placed!, shortage)))
        {
            await RefuseAsync(OrderEndings.Refuse(shortage, unused));
            return;
        }

        if (shortage is not null)
        {
            if (!await entity.RunAsync(shortage, OrderPaying.LeaveOut))
                return;
            services.FailPoints.Reach(FailPointNames.OrderTrimmed);
            state = entity.State!;
        }

        var answer = await _payment.CaptureAsync(state, Amount(state));
        services.FailPoints.Reach(FailPointNames.OrderCaptured);
        if (await TryDecideAsync(answer))
            return;
        Pause(PaymentBackOff.After(default, default));
        if (await entity.RunAsync(names, OrderPaying.Await))
        {
            services.Metrics.OrderBecame(OrderStatus.AwaitingPayment);
            services.FailPoints.Reach(FailPointNames.OrderAwaiting);
        }
        else
        {
            Hurry();
        }
    }

    // Who captured may have died before saying so, with the cart told already: then all was held, whoever is silent now.
    private async Task RefuseAsync(EndRequest refusal)
    {
        if (refusal.Cause == OrderEndCause.Unreachable && await _payment.FindAsync() is { State: PaymentState.Captured })
            await PayAsync();
        else
            await BeginEndingAsync(refusal);
    }

    private async Task AskForPaymentAsync(OrderState state)
    {
        var answer = await _payment.FindAsync();

        // Not heard of: our capture was lost on its way, or still is on it. The same reference is captured once.
        if (answer is { State: PaymentState.Unknown })
            answer = await _payment.CaptureAsync(state, Amount(state));
        services.FailPoints.Reach(FailPointNames.OrderCaptured);
        if (await TryDecideAsync(answer))
            return;
        var now = services.Time.GetUtcNow();
        if (now - state.AwaitingSince >= services.Options.PaymentDeadline)
            await BeginEndingAsync(new EndRequest(OrderEndCause.GivenUp, "The payment's fate stayed unknown."));
        else if (entity.State is { Status: OrderStatus.AwaitingPayment })
            Pause(PaymentBackOff.After(state.AwaitingSince ?? now, now));
    }

    /// <summary>Commits what a definite answer says.</summary>
    private async Task<bool> TryDecideAsync(PaymentRecord? answer)
    {
        switch (answer?.State)
        {
            case PaymentState.Captured:
                await PayAsync();
                return true;
            case PaymentState.Declined:
                await BeginEndingAsync(new EndRequest(OrderEndCause.Declined, answer.Reason));
                return true;
            case PaymentState.Voided or PaymentState.Repaid:
                await BeginEndingAsync(new EndRequest(OrderEndCause.Cancelled, "The gateway has voided the payment."));
                return true;
            default:
                return false;
        }
    }

    private async Task PayAsync()
    {
        var attempt = new PaidAttempt(names);
        var commit = entity.RunAsync(attempt, OrderPaying.Pay);

        // The cart may know before this is durable: from here an order that is placed and captured becomes paid, after a crash too.
        var told = attempt.IsDecided ? TellCartAsync(entity.State!, OrderFate.Taken) : Task.CompletedTask;
        var isPaid = await commit;
        if (isPaid)
            services.FailPoints.Reach(FailPointNames.OrderPaid);
        await told;
        if (!isPaid)
            return;
        services.FailPoints.Reach(FailPointNames.OrderTold);
        services.Metrics.OrderBecame(OrderStatus.Paid);
        _stock.Confirm(entity.State!);
        _vouchers.Keep(entity.State!);
    }

    private async Task BeginEndingAsync(EndRequest request)
    {
        if (!await entity.RunAsync(request, OrderEndings.Begin))
            return;
        Hurry();
        services.FailPoints.Reach(FailPointNames.OrderCancelling);
    }

    private async Task EndAsync(OrderState state)
    {
        // Void before release, and always: whoever captured may have died before saying so.
        var answer = await _payment.VoidAsync();
        if (answer is not { State: PaymentState.Voided or PaymentState.Repaid or PaymentState.Declined })
        {
            TryLater(state.Ending!.Since);
            return;
        }

        services.FailPoints.Reach(FailPointNames.OrderVoided);
        var uses = _vouchers.ReleaseAllAsync(state);
        var lines = await _stock.ReleaseAllAsync(state);
        if (!await uses || !lines)
        {
            TryLater(state.Ending!.Since);
            return;
        }

        services.FailPoints.Reach(FailPointNames.OrderReleased);
        await entity.RunAsync((names, answer.State), OrderEndings.End);
        services.FailPoints.Reach(FailPointNames.OrderEnded);
        state = entity.State!;
        services.Metrics.OrderBecame(state.Status);
        if (state.PaidAt is null)
            await TellCartAsync(state, OrderFates.ForCart(state).Fate);
    }

    private async Task WithdrawAsync(OrderState state)
    {
        services.FailPoints.Reach(FailPointNames.OrderWithdrawing);
        if (await new SellerCalls(names, services, grains).WithdrawAsync(state) is not { } answered)
        {
            TryLater(state.Cancellation!.Since);
            return;
        }

        services.FailPoints.Reach(FailPointNames.OrderWithdrawn);
        await entity.RunAsync(answered, OrderCancelling.Withdrawn);
    }

    private async Task RepayPartsAsync(OrderState state)
    {
        var sellers = state.Cancellation!.Withdrawn;
        var lines = OrderCancelling.LinesOf(state, sellers);
        if (await _payment.RefundAsync(OrderCancelling.AmountOf(lines, state.Placed!.Currency)) is not { State: PaymentState.Captured })
        {
            TryLater(state.Cancellation.Since);
            return;
        }

        services.FailPoints.Reach(FailPointNames.OrderPartRepaid);
        if (await _stock.ReturnAsync(state, sellers))
            await entity.RunAsync(names, OrderCancelling.PartsRepaid);
        else
            TryLater(state.Cancellation.Since);
    }

    private void TryLater(DateTimeOffset since) => Pause(PaymentBackOff.After(since, services.Time.GetUtcNow()));

    private void Pause(TimeSpan pause) => (_pausedAt, _pause) = (services.Time.GetTimestamp(), pause);

    private async Task TellCartAsync(OrderState state, OrderFate fate)
    {
        var placed = state.Placed!;
        try
        {
            await grains.At<ICartGrain>(placed.CartKey)
                .OrderEndedAsync(new OrderNews(placed.Checkout, fate, placed.Key, state.Problems))
                .WaitAsync(CartPatience, services.Time);
        }
#pragma warning disable CA1031 // The cart sees to itself with the answer of its checkout, or asks when it comes back.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            OrderLog.CartNotTold(services.Logger, names.OrderId, exception);
        }
    }

    private static bool MayLeaveOut(PlaceOrder placed, Shortage shortage)
        => placed.LeaveOutSoldOut && shortage.IsOnlySoldOut && shortage.Lines.Length < placed.Lines.Length;

    private static Money Amount(OrderState state) => OrderPaying.Totals(state.Lines(), state.Placed!.Currency).Total;
}
