using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Vouchers;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Marketplace.Grains.Orders.Vouchers;

/// <inheritdoc cref="IVoucherGrain"/>
[GrainType("voucher")]
[Reentrant]
internal sealed partial class VoucherGrain : Grain, IVoucherGrain, IResumable
{
    private readonly IEntity<VoucherHead> _entity;
    private readonly string _voucherId;

    public VoucherGrain([Entity] IEntity<VoucherHead> entity, IGrainContext context, TimeProvider time, ILogger<VoucherGrain> logger)
    {
        (_entity, _time, _logger) = (entity, time, logger);
        _voucherId = KeySpace.Split(context.GrainId.Key.ToString()!).Id;
    }

    public async Task<Outcome<Voucher>> PutAsync(PutVoucher command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return await _entity.RunAsync((_voucherId, command), VoucherRules.Put);
    }

    public Task<Voucher?> GetAsync() => Task.FromResult(_entity.State?.View);

    public async Task<Refusal?> UseAsync(UseVoucher command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var refusal = await _entity.RunAsync(
            command, VoucherUses.Use, [VoucherRows.Uses.Row(command.OrderKey), VoucherRows.Released.Row(command.OrderKey)]);
        if (refusal is null)
            KeepSweeping();
        return refusal;
    }

    public Task KeepAsync(string orderKey)
    {
        _entity.RunLazily(orderKey, VoucherUses.Keep, [VoucherRows.Uses.Row(orderKey)]);
        return Task.CompletedTask;
    }

    public async Task ReleaseAsync(string orderKey)
    {
        var oldest = _entity.State?.ForgottenTo;
        await _entity.RunAsync(
            (orderKey, oldest),
            VoucherUses.Release,
            [
                VoucherRows.Uses.Row(orderKey),
                VoucherRows.Released.Row(orderKey),
                VoucherRows.ReleasedByHour.Range(oldest, VoucherUses.ForgottenAtOnce),
            ]);
    }
}
