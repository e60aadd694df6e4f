using Marketplace.Grains.Interfaces.Stock;

namespace Marketplace.Api.Endpoints.Stock;

/// <summary>Units that a line of an order holds.</summary>
internal sealed record ReservationReply
{
    /// <summary>The order.</summary>
    public required string OrderId { get; init; }

    /// <summary>The line's number in the order, from 0.</summary>
    public required int Line { get; init; }

    /// <summary>Units held.</summary>
    public required int Quantity { get; init; }

    /// <summary>held, until the order is paid or ends.</summary>
    public required string State { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    public static ReservationReply Of(ReservationView view)
        => new() { OrderId = view.OrderId, Line = view.Line, Quantity = view.Units, State = "held", Since = view.Since };
}
