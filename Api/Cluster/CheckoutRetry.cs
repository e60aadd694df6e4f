using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Silo.Cluster;

namespace Marketplace.Api.Cluster;

/// <summary>
/// Sends a checkout again whose cart asked its order for what no silo's build does now. So it is where builds are mixed and the last silo of the
/// newer one leaves: the cart is on another silo soon, and asks for what that knows. A checkout is one however often it is sent.
/// </summary>
/// <remarks>Thread-safe. It takes two seconds to give up, which a client has.</remarks>
internal sealed class CheckoutRetry(TimeProvider time) : IOutgoingGrainCallFilter
{
    private const int Attempts = 8;

    // Orleans has no type of its own for it.
    private const string NoSilo = "No active nodes are compatible";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(75);

    public Task Invoke(IOutgoingGrainCallContext context) => IsCheckout(context)
        ? context.SendAgainAsync(static error => error.Message.StartsWith(NoSilo, StringComparison.Ordinal), Attempts, Pause, time)
        : context.Invoke();

    private static bool IsCheckout(IOutgoingGrainCallContext context)
        => context.MethodName == nameof(ICartGrain.CheckoutAsync) && context.InterfaceMethod.DeclaringType == typeof(ICartGrain);
}
