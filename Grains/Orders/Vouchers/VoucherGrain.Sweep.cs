using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Microsoft.Extensions.Logging;

namespace Marketplace.Grains.Orders.Vouchers;

// The sweep: asks orders about uses of which nothing was heard, as an item of stock asks about reservations.
internal sealed partial class VoucherGrain
{
    private const int RowsAtOnce = 256;
    private const int PagesATick = 16;

    // What is noted shares the next write; it makes the head no larger, but for a new copy of it.
    private const int NotedEvery = 1_000;

    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskAfter = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    private IGrainTimer? _sweep;
    private DateTimeOffset _activatedAt;
    private bool _askedOnce;
    private long _closedTo;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _activatedAt = _time.GetUtcNow();
        if (_entity.State is { Watched: true })
            StartSweep(AtOnce);
        return Task.CompletedTask;
    }

    public Task ResumeAsync()
    {
        StartSweep(AtOnce);
        return Task.CompletedTask;
    }

    private void KeepSweeping() => StartSweep(AskAfter);

    private void StartSweep(TimeSpan due)
        => _sweep ??= this.RegisterGrainTimer(SweepAsync, new GrainTimerCreationOptions(due, AskAfter / 2) { Interleave = true });

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (_entity.State is { Open: > 0 })
            await AskAsync();
        if (_entity.State is not { Open: 0 } head)
            return;
        _entity.RunLazily(head.Numbers, VoucherUses.Unwatch);
        _sweep?.Dispose();
        _sweep = null;
    }

    /// <summary>
    /// Asks about the uses that are due. What was used before this activation is due at once in its first round: a hint is only ever lost
    /// with an activation. Those whose orders go on are put behind the others, so the next round begins with those it has not come to.
    /// </summary>
    private async Task AskAsync()
    {
        var after = VoucherRows.After(Math.Max(_closedTo, _entity.State?.ClosedTo ?? 0));
        for (var page = 0; page < PagesATick; page++)
        {
            var view = await _entity.ReadRangeAsync(VoucherRows.Open, after, RowsAtOnce);
            if (page == 0)
                NoteClosed(view.Rows.Count > 0 ? VoucherRows.NumberOf(view.Rows[0].Key) - 1 : view.State?.Numbers ?? 0);
            var now = _time.GetUtcNow();
            await Task.WhenAll(view.Rows.Where(row => IsDue(row.Value, now)).Select(row => AskAsync(row.Key, row.Value.OrderKey)));
            if (view.Rows.Count < RowsAtOnce)
            {
                _askedOnce = true;
                return;
            }

            after = view.Rows[^1].Key;
        }
    }

    private void NoteClosed(long closedTo)
    {
        _closedTo = Math.Max(_closedTo, closedTo);
        if (_closedTo - (_entity.State?.ClosedTo ?? 0) >= NotedEvery)
            _entity.RunLazily(_closedTo, VoucherUses.NoteClosed);
    }

    private bool IsDue(OpenUse use, DateTimeOffset now)
    {
        if (!_askedOnce && use.Since <= _activatedAt)
            return true;

        // One from the future was made before the clock was set back.
        var age = now - use.Since;
        return age >= AskAfter || age < TimeSpan.Zero;
    }

    private async Task AskAsync(string number, string orderKey)
    {
        LineFate fate;
        try
        {
            fate = await GrainFactory.At<IOrderGrain>(orderKey).FateOfVoucherAsync(_voucherId);
        }
#pragma warning disable CA1031 // Whatever keeps an order from answering, it stays counted until it does.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            VoucherLog.OrderSilent(_logger, _voucherId, orderKey, exception);
            fate = LineFate.Running;
        }

        switch (fate)
        {
            case LineFate.Sold:
                await KeepAsync(orderKey);
                break;
            case LineFate.Released:
                await ReleaseAsync(orderKey);
                break;
            default:
                _entity.RunLazily((number, orderKey), VoucherUses.Move, [VoucherRows.Uses.Row(orderKey)]);
                break;
        }
    }
}
