using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Events;
using Marketplace.ReadModels.Customers;
using Marketplace.ReadModels.Events;
using Marketplace.ReadModels.Shipments;
using Marketplace.ReadModels.Sqlite;
using Orleans.Entities;

namespace Marketplace.ReadModels.Orders;

/// <summary>Writes orders; packages, buyers and the board follow from them.</summary>
internal sealed class OrderWriter : IModelWriter
{
    private static readonly string Paid = EventTypes.Of<OrderPaid>();
    private static readonly string Awaited = EventTypes.Of<OrderPaymentAwaited>();
    private static readonly string PartRefunded = EventTypes.Of<OrderPartRefunded>();
    private static readonly string Ended = EventTypes.Of<OrderEnded>();

    private readonly ModelConnection _connection;
    private readonly CustomerWriter _customers;
    private readonly BoardWriter _boards;
    private readonly PackageWriter _packages;
    private readonly List<string> _sellers = [];

    public OrderWriter(ModelConnection connection, DeliveryBoard? board)
    {
        _connection = connection;
        _customers = new(connection);
        _boards = new(connection, board);
        _packages = new(connection, _customers, _boards);
    }

    public void Apply(LogEvent value, long space)
    {
        if (value.Type == Paid)
            ApplyPaid(value, space, Read(value, FactsJson.Default.OrderFacts));
        else if (value.Type == Awaited)
            Write(value, space, Read(value, FactsJson.Default.OrderFacts) with { Status = OrderStatus.AwaitingPayment });
        else if (value.Type == PartRefunded)
            ApplyPartRefunded(value, space, Read(value, FactsJson.Default.PartRefundFacts));
        else if (value.Type == Ended)
            ApplyEnded(value, space, Read(value, FactsJson.Default.OrderFacts));
        else
            _packages.Apply(value, space, Read(value, FactsJson.Default.PackageFacts).Package);
    }

    public void EndBatch()
    {
        _customers.EndBatch();
        _boards.EndBatch();
    }

    public void Committed() => _boards.Committed();

    private void ApplyPaid(LogEvent value, long space, OrderFacts order)
    {
        if (!Write(value, space, order with { Status = OrderStatus.Paid }))
            return;
        _customers.Paid(space, order.CustomerId, order.Totals.Total);
        _sellers.Clear();
        foreach (var line in order.Lines)
        {
            if (!_sellers.Contains(line.SellerId))
                _sellers.Add(line.SellerId);
        }
        for (var place = 0; place < _sellers.Count; place++)
            _packages.Add(value, space, order, _sellers[place], PublicId.OfPackage(order.OrderId, place));
    }

    // An order's events come in their order: it is known since it was paid. Its packages tell of themselves.
    private void ApplyPartRefunded(LogEvent value, long space, PartRefundFacts part)
    {
        var isNews = _connection
            .Prepare("UPDATE orders SET version = ?3, refunded = ?4, reason = ?5 WHERE space = ?1 AND order_id = ?2 AND version < ?3")
            .Bind(1, space).Bind(2, part.OrderId).Bind(3, EventTypes.OrderOf(value))
            .Bind(4, Amounts.Format(part.Refunded.Amount)).Bind(5, part.Reason)
            .Run() == 1;
        if (isNews)
            _customers.Refunded(space, part.CustomerId, part.Refunded);
    }

    private void ApplyEnded(LogEvent value, long space, OrderFacts order)
    {
        if (!Write(value, space, order))
            return;
        if (order.Status is OrderStatus.PaymentFailed)
            _customers.Failed(space, order.CustomerId);
        if (order.Refunded is { } refunded)
            _customers.Refunded(space, order.CustomerId, refunded);
    }

    // False when the order is known to be at least as far.
    private bool Write(LogEvent value, long space, OrderFacts order) => _connection
        .Prepare(
            """
            INSERT INTO orders(
                space, order_id, version, customer_id, status, placed_at, currency, total, refunded, lines, idempotency_key, reason)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            ON CONFLICT (space, order_id) DO UPDATE SET version = ?3, status = ?5, refunded = ?9, reason = ?12 WHERE version < ?3
            """)
        .Bind(1, space).Bind(2, order.OrderId).Bind(3, EventTypes.OrderOf(value)).Bind(4, order.CustomerId)
        .Bind(5, (long)order.Status).Bind(6, order.PlacedAt.UtcTicks)
        .Bind(7, order.Totals.Total.Currency).Bind(8, Amounts.Format(order.Totals.Total.Amount))
        .Bind(9, order.Refunded is { } refunded ? Amounts.Format(refunded.Amount) : null)
        .Bind(10, order.Lines.Length).Bind(11, order.IdempotencyKey).Bind(12, order.Reason)
        .Run() == 1;

    private static TFacts Read<TFacts>(LogEvent value, JsonTypeInfo<TFacts> json) where TFacts : class
        => JsonSerializer.Deserialize(value.Data.Span, json) ?? throw new JsonException("The event is null.");
}
