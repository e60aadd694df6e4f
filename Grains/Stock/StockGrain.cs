using System.Collections.Immutable;
using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Stock;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Marketplace.Grains.Stock;

/// <inheritdoc cref="IStockGrain"/>
[GrainType("stock")]
[Reentrant]
internal sealed partial class StockGrain : Grain, IStockGrain, IResumable
{
    private readonly IEntity<StockHead> _entity;
    private readonly StockMetrics _metrics;
    private readonly KeySpace _space;
    private readonly StockItem _item;

    public StockGrain(
        [Entity] IEntity<StockHead> entity,
        IGrainContext context,
        IOptions<StockOptions> options,
        StockMetrics metrics,
        TimeProvider time,
        ILogger<StockGrain> logger)
    {
        (_entity, _metrics, _time, _logger) = (entity, metrics, time, logger);
        (_past, _askAfter) = (new(time), options.Value.AskAfter);
        (_space, var id) = KeySpace.Split(context.GrainId.Key.ToString()!);
        _item = StockItem.Of(id);
    }

    public async Task<Outcome<StockLevel>> SetAsync(SetStock command)
    {
        ArgumentNullException.ThrowIfNull(command);
        await SeedAsync();
        return await _entity.RunAsync((_item, command), StockCounts.Set);
    }

    public async Task<Outcome<StockLevel>> AdjustAsync(AdjustStock command)
    {
        ArgumentNullException.ThrowIfNull(command);
        await SeedAsync();
        var (memory, old) = (StockRows.Adjustments, new Forgettable(_entity.State?.AdjustmentsForgottenTo, _past.Current()));
        return await _entity.RunAsync((_item, command, old), StockCounts.Adjust, [memory.Row("adjust", command.Key), memory.Oldest(old)]);
    }

    public async Task<StockLevel?> GetAsync()
    {
        await SeedAsync();
        return _item.Level(_entity.State);
    }

    public async Task<ImmutableArray<ReservationView>> ReservationsAsync(string? after, int limit)
    {
        await ListOldAsync();
        var view = await _entity.ReadRangeAsync(StockRows.LivingByNumber, after ?? Ended, limit);
        return [.. view.Rows.Select(row => View(row.Key, row.Value))];
    }

    public async Task<ReserveAnswer> ReserveAsync(Reserve command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (NeedsSeed)
            await SeedAsync();
        var row = StockRows.KeyOf(command.OrderKey, command.Line);
        var answer = await _entity.RunAsync(
            (_item, command, row), StockLines.Reserve, [StockRows.Living.Row(row), StockRows.Ended.Row(row)]);
        _metrics.Reserved(answer.Status);
        if (answer.Status == ReserveStatus.Reserved)
            KeepSweeping();
        return answer;
    }

    public Task ConfirmAsync(string orderKey, int line)
    {
        var row = StockRows.KeyOf(orderKey, line);
        _entity.RunLazily((_item, row), StockLines.Confirm, [StockRows.Living.Row(row)]);
        return Task.CompletedTask;
    }

    public async Task ReleaseAsync(string orderKey, int line)
    {
        await SeedAsync();
        var row = StockRows.KeyOf(orderKey, line);
        await _entity.RunAsync((_item, row), StockLines.Release, [StockRows.Living.Row(row), StockRows.Ended.Row(row)]);
    }

    public async Task ReturnAsync(string orderKey, int line, int units)
    {
        await SeedAsync();
        var row = StockRows.KeyOf(orderKey, line);
        await _entity.RunAsync((_item, row, units), StockLines.Return, [StockRows.Living.Row(row), StockRows.Ended.Row(row)]);
    }

    public async Task ProductChangedAsync(ImmutableArray<ProductNews> news)
    {
        await SeedAsync();
        await _entity.RunAsync((_item, news), StockCounts.Learn);
    }

    private static ReservationView View(string number, LivingLine living)
    {
        var (orderKey, line) = StockRows.LineOf(living.Line);
        return new(KeySpace.Split(orderKey).Id, line, living.Units, living.Since, number);
    }

    /// <summary>Whether this is an item of a later generation that was never touched.</summary>
    private bool NeedsSeed => _space.HasTemplate && _entity.State is null;

    private async ValueTask SeedAsync()
    {
        if (!NeedsSeed)
            return;
        var loaded = _space.Loaded.Key(_item.SellerId, _item.ProductId);
        if (await GrainFactory.At<IStockGrain>(loaded).GetAsync() is not null)
            await _entity.RunAsync(_item, StockCounts.Seed);
    }
}
