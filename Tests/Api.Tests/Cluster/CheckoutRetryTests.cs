using System.Reflection;
using Marketplace.Api.Cluster;
using Marketplace.Grains.Interfaces.Carts;

namespace Marketplace.Api.Tests.Cluster;

/// <summary>Calls that find no silo for what they ask, so many times before they are answered.</summary>
public sealed class CheckoutRetryTests
{
    private const string NoSilo = "No active nodes are compatible with grain order and interface order version 2.";

    [Fact]
    public async Task A_checkout_whose_order_no_silo_knows_how_to_make_is_sent_again_until_its_cart_is_where_one_does()
        => Assert.Equal(8, await AskedAsync(nameof(ICartGrain.CheckoutAsync), new OrleansException(NoSilo), 7));

    [Fact]
    public async Task One_that_finds_none_fails_in_the_end()
        => await Assert.ThrowsAsync<OrleansException>(() => AskedAsync(nameof(ICartGrain.CheckoutAsync), new OrleansException(NoSilo), 8));

    [Fact]
    public async Task Another_call_might_be_done_twice_and_is_not_sent_again()
        => await Assert.ThrowsAsync<OrleansException>(() => AskedAsync(nameof(ICartGrain.AddItemAsync), new OrleansException(NoSilo), 1));

    [Fact]
    public async Task What_else_fails_is_not_sent_again()
        => await Assert.ThrowsAsync<OrleansException>(() => AskedAsync(nameof(ICartGrain.CheckoutAsync), new OrleansException("Another."), 1));

    private static async Task<int> AskedAsync(string method, Exception failure, int failures)
    {
        var call = DispatchProxy.Create<IOutgoingGrainCallContext, Call>();
        var made = (Call)call;
        (made.Method, made.Failure, made.Left) = (typeof(ICartGrain).GetMethod(method)!, failure, failures);
        var time = new HastyTime();
        await new CheckoutRetry(time).Invoke(call);
        return made.Asked;
    }

    public class Call : DispatchProxy
    {
        public MethodInfo Method { get; set; } = null!;

        public Exception Failure { get; set; } = null!;

        public int Left { get; set; }

        public int Asked { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == $"get_{nameof(IGrainCallContext.MethodName)}")
                return Method.Name;
            if (targetMethod.Name == $"get_{nameof(IGrainCallContext.InterfaceMethod)}")
                return Method;
            Asked++;
            return Left-- > 0 ? Task.FromException(Failure) : Task.CompletedTask;
        }
    }

    // Every pause is over at once.
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
