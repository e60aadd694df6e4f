using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Api.Endpoints.Orders;

/// <summary>
/// Waits for an order for as long as a client prefers, at most till this process is told to stop: the order goes on by itself, and
/// who is answered early can read it.
/// </summary>
internal sealed class OrderWait(IGrainFactory grains, TimeProvider time, IHostApplicationLifetime lifetime)
{
    // A person does not notice it; and the order is in memory while somebody waits for its payment.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes an order of a cart. Answers as soon as it is at rest, and where that takes longer than the wait, as soon as it is placed.</summary>
    public async Task<CheckoutAnswer> CheckoutAsync(string cartId, CheckoutCart command, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(wait, time);
        using var over = Link(patience, cancellationToken);
        var cart = grains.At<ICartGrain>(cartId);
        var checkout = cart.CheckoutAsync(command);
        await WhenDoneAsync(checkout, over.Token);
        if (!checkout.IsCompleted && await PlacedAsync(checkout, cart, command.Key) is { } placed)
        {
            checkout.Ignore();
            return CheckoutAnswer.Of(placed, [], replayed: false);
        }

        var answer = await checkout;
        return answer is { Refusal: null, Order: { } order } && IsRunning(order)
            ? CheckoutAnswer.Of(await AtRestAsync(order, over.Token), [], answer.Replayed)
            : answer;
    }

    /// <summary>The order when it is at rest, or as it is when the wait is over.</summary>
    public async Task<OrderView> AtRestAsync(OrderView order, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(wait, time);
        using var over = Link(patience, cancellationToken);
        return await AtRestAsync(order, over.Token);
    }

    private async Task<OrderView> AtRestAsync(OrderView order, CancellationToken over)
    {
        var grain = grains.At<IOrderGrain>(order.OrderId);
        while (IsRunning(order) && !over.IsCancellationRequested)
        {
            await WhenDoneAsync(Task.Delay(Pause, time, over), over);
            order = await grain.GetAsync() ?? order;
        }

        return order;
    }

    // Null when the checkout was answered meanwhile.
    private async Task<OrderView?> PlacedAsync(Task<CheckoutAnswer> checkout, ICartGrain cart, IdempotencyKey key)
    {
        while (!checkout.IsCompleted)
        {
            if (await cart.OrderOfAsync(key.Value) is { } orderId
                && await grains.At<IOrderGrain>(orderId).GetAsync() is { } order
                && IsRunning(order)
                && order.PayloadHash == key.PayloadHash)
            {
                return order;
            }

            await Task.WhenAny(checkout, Task.Delay(Pause / 10, time, CancellationToken.None));
        }

        return null;
    }

    private CancellationTokenSource Link(CancellationTokenSource patience, CancellationToken cancellationToken)
        => CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken, lifetime.ApplicationStopping);

    // What the task throws is for whoever awaits the task itself.
    private static async Task WhenDoneAsync(Task task, CancellationToken over)
        => await task.WaitAsync(over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static bool IsRunning(OrderView order)
        => order.Status is OrderStatus.Placed or OrderStatus.AwaitingPayment or OrderStatus.Cancelling;
}
