using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Orders.Decisions;

namespace Marketplace.Grains.Orders;

/// <summary>What an order asks of stock: all lines at once, each under its own (order, line), so that everything may be repeated.</summary>
internal sealed class StockCalls(OrderNames names, OrderServices services, IGrainFactory grains)
{
    private const int MaxTries = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Somebody waits for the answer of the checkout. Not a time-out of the message: see OrderProcess.
    private static readonly TimeSpan ItemPatience = TimeSpan.FromSeconds(5);

    /// <summary>Reserves what is bought. Null when all of it is held.</summary>
    public async ValueTask<Shortage?> ReserveAsync(OrderState state)
    {
        var lines = state.Placed!.Lines;
        var calls = new Task<ReserveAnswer?>?[lines.Length];
        for (var line = 0; line < lines.Length; line++)
            calls[line] = state.Has(line) ? ReserveAsync(line, lines[line]) : null;

        ShortageBuilder? shortage = null;
        for (var line = 0; line < lines.Length; line++)
        {
            if (calls[line] is not { } call)
                continue;
            var answer = await call;
            if (answer is not { Status: ReserveStatus.Reserved })
                (shortage ??= new()).Add(line, lines[line], answer);
        }

        return shortage?.Build();
    }

    /// <summary>Tells the items that the order is paid. Who misses it asks.</summary>
    public void Confirm(OrderState state)
    {
        var lines = state.Placed!.Lines;
        for (var line = 0; line < lines.Length; line++)
        {
            if (state.Has(line))
                ItemOf(lines[line]).ConfirmAsync(names.Key, line).Ignore();
        }
    }

    /// <summary>Gives every line back, the refused ones too: a reservation may still be on its way. False when one has to be tried again.</summary>
    public Task<bool> ReleaseAllAsync(OrderState state) => MoveAsync(state, null);

    /// <summary>Takes sold lines of some sellers back into stock. False when one has to be tried again.</summary>
    public Task<bool> ReturnAsync(OrderState state, ImmutableArray<string> sellers) => MoveAsync(state, sellers);

    private async Task<bool> MoveAsync(OrderState state, ImmutableArray<string>? sellers)
    {
        var lines = state.Placed!.Lines;
        var calls = new List<Task<bool>>(lines.Length);
        for (var line = 0; line < lines.Length; line++)
        {
            if (sellers is null || (state.Has(line) && sellers.Value.Contains(lines[line].SellerId)))
                calls.Add(MoveAsync(line, lines[line], isSold: state.PaidAt is not null && state.Has(line)));
        }

        var isDone = true;
        foreach (var call in calls)
            isDone &= await call;
        return isDone;
    }

    private async Task<bool> MoveAsync(int line, OrderLine bought, bool isSold)
    {
        try
        {
            var item = ItemOf(bought);
            await (isSold ? item.ReturnAsync(names.Key, line, bought.Quantity) : item.ReleaseAsync(names.Key, line));
            return true;
        }
#pragma warning disable CA1031 // Whatever it was, it is tried again; the order stays open till it is done.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            OrderLog.StockSilent(services.Logger, names.OrderId, line, exception);
            return false;
        }
    }

    private async Task<ReserveAnswer?> ReserveAsync(int line, OrderLine wanted)
    {
        var command = new Reserve(names.Key, line, wanted.Quantity, wanted.ProductRevision);
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await ItemOf(wanted).ReserveAsync(command).WaitAsync(ItemPatience, services.Time);
            }
#pragma warning disable CA1031 // A call that failed may have had its effect: the same id is asked again, and given back in the end.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                OrderLog.StockSilent(services.Logger, names.OrderId, line, exception);
                if (tried == MaxTries)
                    return null;
            }

            await Task.Delay(Pause * tried, services.Time);
        }
    }

    private IStockGrain ItemOf(OrderLine line) => grains.At<IStockGrain>(names.Space.Key(line.SellerId, line.ProductId));

    private sealed class ShortageBuilder
    {
        private readonly ImmutableArray<int>.Builder _lines = ImmutableArray.CreateBuilder<int>();
        private readonly ImmutableArray<LineProblem>.Builder _problems = ImmutableArray.CreateBuilder<LineProblem>();
        private bool _isUnreachable;
        private bool _isOnlySoldOut = true;

        public void Add(int line, OrderLine wanted, ReserveAnswer? answer)
        {
            _isUnreachable |= answer is null;
            _isOnlySoldOut &= answer is { Status: ReserveStatus.Insufficient or ReserveStatus.Unknown };
            _lines.Add(line);
            _problems.Add(new LineProblem(
                wanted.SellerId,
                wanted.ProductId,
                CodeOf(answer?.Status),
                answer is { Status: ReserveStatus.Insufficient } ? answer.Available : null));
        }

        public Shortage Build() => new(_lines.ToImmutable(), _problems.ToImmutable(), _isUnreachable, _isOnlySoldOut);

        private static string CodeOf(ReserveStatus? status) => status switch
        {
            null => RefusalCodes.StockUnreachable,
            ReserveStatus.Stale => RefusalCodes.PriceChanged,
            ReserveStatus.Unknown => RefusalCodes.ProductUnavailable,
            _ => RefusalCodes.StockInsufficient,
        };
    }
}
