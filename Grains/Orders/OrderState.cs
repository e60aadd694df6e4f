using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Vouchers;

namespace Marketplace.Grains.Orders;

/// <summary>The head of an order. What was placed never changes; the rest is how far it has come.</summary>
[GenerateSerializer, Immutable, Alias("order-state")]
internal sealed record OrderState : IHasOpenWork
{
    [Id(0)] public required OrderStatus Status { get; init; }

    /// <summary>What was placed; null when it never came.</summary>
    [Id(1)] public PlaceOrder? Placed { get; init; }

    [Id(2)] public DateTimeOffset PlacedAt { get; init; }

    /// <summary>The lines that could not be had.</summary>
    [Id(3)] public ImmutableArray<LineProblem> Problems { get; init; } = [];

    /// <summary>The numbers of the lines that were left out, since they were sold out.</summary>
    [Id(4)] public ImmutableArray<int> LeftOut { get; init; } = [];

    /// <summary>Since when the gateway has not said what became of the payment.</summary>
    [Id(5)] public DateTimeOffset? AwaitingSince { get; init; }

    [Id(6)] public DateTimeOffset? PaidAt { get; init; }

    /// <summary>Why and since when it ends without goods.</summary>
    [Id(7)] public OrderEnding? Ending { get; init; }

    [Id(8)] public DateTimeOffset? EndedAt { get; init; }

    [Id(9)] public Money? Refunded { get; init; }

    /// <summary>The buyer's wish to cancel, and how far it has come.</summary>
    [Id(10)] public OrderCancellation? Cancellation { get; init; }

    /// <summary>The vouchers that could not be used.</summary>
    [Id(11)] public ImmutableArray<VoucherProblem> VoucherProblems { get; init; } = [];

    public bool HasOpenWork
        => Status is OrderStatus.Placed or OrderStatus.AwaitingPayment or OrderStatus.Cancelling || Cancellation is { IsOpen: true };

    /// <summary>What it was placed with; none where a build placed it that knew of none.</summary>
    public ImmutableArray<OrderVoucher> Vouchers => Placed is { Vouchers: { IsDefault: false } vouchers } ? vouchers : [];

    /// <summary>Whether a line is part of what is bought.</summary>
    public bool Has(int line) => LeftOut.IsEmpty || !LeftOut.Contains(line);

    /// <summary>What is bought.</summary>
    public ImmutableArray<OrderLine> Lines()
    {
        if (LeftOut.IsEmpty)
            return Placed!.Lines;
        var lines = ImmutableArray.CreateBuilder<OrderLine>(Placed!.Lines.Length);
        for (var line = 0; line < Placed.Lines.Length; line++)
        {
            if (Has(line))
                lines.Add(Placed.Lines[line]);
        }

        return lines.DrainToImmutable();
    }
}
