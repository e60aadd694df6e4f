using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Grains.Orders;

/// <summary>What an order asks of the gateway, under the order's own key as reference. Null means that nothing is known.</summary>
internal sealed class PaymentCalls(OrderNames names, OrderServices services)
{
    public Task<PaymentRecord?> CaptureAsync(OrderState state, Money amount)
    {
        var method = state.Placed!.Payment;
        var request = new CaptureRequest(names.Key, amount, method.Type, method.Token, method.Installments);
        return AskAsync("capture", request, static (gateway, request, token) => gateway.CaptureAsync(request, token));
    }

    public Task<PaymentRecord?> FindAsync()
        => AskAsync("find", names.Key, static (gateway, reference, token) => gateway.FindAsync(reference, token));

    public Task<PaymentRecord?> VoidAsync()
        => AskAsync("void", names.Key, static (gateway, reference, token) => gateway.VoidAsync(reference, token));

    /// <summary>Repays a part: once, since an order's parts are taken back once.</summary>
    public Task<PaymentRecord?> RefundAsync(Money amount)
        => AskAsync(
            "refund",
            new RefundRequest(names.Key, "cancel", amount),
            static (gateway, request, token) => gateway.RefundAsync(request, token));

    private async Task<PaymentRecord?> AskAsync<TArgument>(
        string name, TArgument argument, Func<IPaymentGateway, TArgument, CancellationToken, Task<PaymentRecord>> call)
    {
        using var timeout = new CancellationTokenSource(services.Options.CaptureTimeout, services.Time);
        try
        {
            return await call(services.Gateway, argument, timeout.Token).WaitAsync(timeout.Token);
        }
#pragma warning disable CA1031 // Any exception of a gateway means 'unknown'.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            OrderLog.GatewaySilent(services.Logger, names.OrderId, name, exception);
            return null;
        }
    }
}
