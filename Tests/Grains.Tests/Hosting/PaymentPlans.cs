using System.Collections.Concurrent;
using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Grains.Tests.Hosting;

/// <summary>Has a gateway treat each payment as its token says.</summary>
internal static class PaymentPlans
{
    /// <summary>The money is taken.</summary>
    public const string Approve = "approve";

    /// <summary>The money is refused.</summary>
    public const string Decline = "decline";

    /// <summary>The money is taken, and the answer is lost.</summary>
    public const string LoseAnswer = "lose-answer";

    /// <summary>The first call is lost before it has an effect.</summary>
    public const string LoseCall = "lose-call";

    /// <summary>It is pending until it is looked up, then taken.</summary>
    public const string ApproveLate = "approve-late";

    /// <summary>It is pending until it is looked up, then refused.</summary>
    public const string DeclineLate = "decline-late";

    /// <summary>It is never decided.</summary>
    public const string Pending = "pending";

    /// <summary>Those that come to an end by themselves, the usual one more often.</summary>
    public static string[] Ending { get; } = [Approve, Approve, Approve, Decline, LoseAnswer, LoseCall, ApproveLate, DeclineLate];

    public static void Apply(ScriptedGateway gateway)
    {
        var plans = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        gateway.OnCapture = async request =>
        {
            await Task.Yield();
            var isFirst = plans.TryAdd(request.Reference, request.Token);
            return request.Token switch
            {
                LoseCall when isFirst => throw new TimeoutException("The call is lost."),
                Decline => PaymentState.Declined,
                ApproveLate or DeclineLate or Pending => PaymentState.Pending,
                _ => PaymentState.Captured,
            };
        };
        gateway.OnCaptured = request => request.Token == LoseAnswer
            ? throw new TimeoutException("The answer is lost.")
            : Task.CompletedTask;
        gateway.OnFind = reference =>
        {
            switch (plans.GetValueOrDefault(reference))
            {
                case ApproveLate:
                    gateway.Decide(reference, PaymentState.Captured);
                    break;
                case DeclineLate:
                    gateway.Decide(reference, PaymentState.Declined);
                    break;
            }

            return Task.CompletedTask;
        };
    }
}
