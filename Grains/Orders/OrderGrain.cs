using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Orders.Decisions;
using Orleans.Concurrency;

namespace Marketplace.Grains.Orders;

/// <summary>An order: takes commands in, drives its process, and leaves memory when it has nothing to do.</summary>
[GrainType("order")]
[Reentrant]
[CollectionAgeLimit(Minutes = 1)]
internal sealed class OrderGrain : Grain, IOrderGrain, IResumable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly IEntity<OrderState> _entity;
    private readonly OrderServices _services;
    private readonly OrderNames _names;
    private readonly OrderProcess _process;
    private Task _going = Task.CompletedTask;
    private IGrainTimer? _timer;

    public OrderGrain([Entity] IEntity<OrderState> entity, OrderServices services)
    {
        (_entity, _services) = (entity, services);
        _names = new OrderNames(this.GetPrimaryKeyString());
        _process = new OrderProcess(_names, services, entity, GrainFactory);
    }

    public async Task<Outcome<OrderView>> CheckoutAsync(PlaceOrder command)
    {
        switch (await _entity.RunAsync(command, OrderPlacing.Place))
        {
            case PlaceAnswer.Never:
                return new Refusal(RefusalCodes.OrderNever, "The order was asked about before it came.");
            case PlaceAnswer.Foreign:
                return new Refusal(
                    RefusalCodes.CartCheckedOut, "The order is another checkout's.", OrderId: _names.OrderId);
        }

        _services.FailPoints.Reach(FailPointNames.OrderPlaced);
        await GoOnAsync();
        return View()!;
    }

    public async Task<OrderView?> JoinAsync()
    {
        await GoOnAsync();
        return View();
    }

    public Task<OrderView?> GetAsync() => Task.FromResult(View());

    public async Task<Outcome<OrderView>> CancelAsync(CancelOrder command)
    {
        var answer = await _entity.RunAsync(command, OrderCancelling.Request);
        switch (answer)
        {
            case CancelAnswer.NotFound:
                return new Refusal(RefusalCodes.NotFound, "There is no such order.", "orderId");
            case CancelAnswer.KeyReused:
                return new Refusal(RefusalCodes.KeyReused, "The idempotency key was used with another body.", "Idempotency-Key");
            case CancelAnswer.Conflict:
                return new Refusal(RefusalCodes.StateConflict, "The order has ended, or is ending.");
            case CancelAnswer.Shipped:
                return Shipped();
            case CancelAnswer.Begun:
                _process.Hurry();
                break;
        }

        await GoOnAsync();
        return _entity.State is { Cancellation.Stage: CancellationStage.Refused }
            ? new Outcome<OrderView>(null, Shipped(), answer == CancelAnswer.Replayed)
            : new Outcome<OrderView>(View(), null, answer == CancelAnswer.Replayed);
    }

    public async Task<OrderNews> FateForCartAsync()
        => OrderFates.ForCart(_entity.State ?? await _entity.RunAsync(_names, OrderPlacing.OrNever));

    public async Task<LineFate> FateOfLineAsync(int line)
        => OrderFates.OfLine(_entity.State ?? await _entity.RunAsync(_names, OrderPlacing.OrNever), line);

    public async Task<LineFate> FateOfVoucherAsync(string voucherId)
        => OrderFates.OfVoucher(_entity.State ?? await _entity.RunAsync(_names, OrderPlacing.OrNever), voucherId);

    public Task PushAsync()
    {
        _process.Hurry();
        GoOnAsync().Ignore();
        return Task.CompletedTask;
    }

    public Task ResumeAsync()
    {
        if (_going.IsCompleted && _timer is null)
            GoOnAsync().Ignore();
        return Task.CompletedTask;
    }

    /// <summary>All who wait for the order wait for one run of its process.</summary>
    private Task GoOnAsync() => _going.IsCompleted ? _going = RunProcessAsync() : _going;

    private async Task RunProcessAsync()
    {
        _timer?.Dispose();
        _timer = null;
        try
        {
            if (await _process.GoOnAsync() is { } pause)
                GoOnAfter(pause);
            else
                DeactivateOnIdle();
        }
        catch (Exception exception)
        {
            OrderLog.Stopped(_services.Logger, _names.OrderId, exception);
            throw;
        }
    }

    private void GoOnAfter(TimeSpan pause)
    {
        DelayDeactivation(pause + Minute);
        _timer = this.RegisterGrainTimer(
            static (grain, _) => grain.GoOnAsync(),
            this,
            new GrainTimerCreationOptions(pause, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
    }

    private OrderView? View() => OrderViews.Of(_entity.State, _names, _entity.Version);

    private static Refusal Shipped() => new(RefusalCodes.AlreadyShipped, "Everything that is left of the order is shipped.");
}
