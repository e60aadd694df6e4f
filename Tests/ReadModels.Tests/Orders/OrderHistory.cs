using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers.Queries;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Events;
using Marketplace.Grains.Interfaces.Orders.Queries;
using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Grains.Interfaces.Shipments.Events;
using Marketplace.Grains.Interfaces.Shipments.Queries;

namespace Marketplace.ReadModels.Tests.Orders;

/// <summary>A random history of orders: as events, and as the plainest model of what lists must answer.</summary>
internal sealed class OrderHistory(Random random)
{
    private readonly List<Order> _orders = [];

    public EventStream Stream { get; } = new();

    public static IReadOnlyList<KeySpace> Spaces { get; } = [KeySpace.Business, new("om", 1, 1)];

    public void Step()
    {
        var order = random.Next(3) == 0 || _orders.Count == 0 ? Place() : _orders[random.Next(_orders.Count)];
        var open = order.Packages.Where(package => package.Value is PackageStatus.ReadyToShip or PackageStatus.Shipped).ToList();
        if (order.Status is OrderStatus.Placed or OrderStatus.AwaitingPayment)
            Pay(order);
        else if (open.Count > 0)
            Move(order, open[random.Next(open.Count)]);
        else if (order.Status is OrderStatus.Paid && order.Packages.Values.All(status => status is PackageStatus.Withdrawn))
            End(order, OrderStatus.Refunded, order.Facts.Totals.Total);
        else if (order is { Status: OrderStatus.Paid, Refunded: null } && order.Packages.ContainsValue(PackageStatus.Withdrawn))
            RepayPart(order);
    }

    public IReadOnlyList<OrderSummary> Find(ListOrders query) =>
    [
        .. _orders
            .Where(order => order.Status is not OrderStatus.Placed
                && order.Space.Equals(query.Space)
                && (query.CustomerId is null || order.Facts.CustomerId == query.CustomerId)
                && (query.SellerId is null || order.Packages.ContainsKey(query.SellerId))
                && (query.Status is null || order.Status == query.Status)
                && (query.CreatedAfter is null || order.Facts.PlacedAt > query.CreatedAfter)
                && (query.IdempotencyKey is null || order.Facts.IdempotencyKey == query.IdempotencyKey))
            .OrderByDescending(order => order.Facts.PlacedAt).ThenByDescending(order => order.Facts.OrderId, StringComparer.Ordinal)
            .Select(order => order.ToSummary()),
    ];

    public IReadOnlyList<string> Find(ListPackages query) =>
    [
        .. _orders
            .Where(order => order.Space.Equals(query.Space) && (query.OrderId is null || order.Facts.OrderId == query.OrderId))
            .OrderByDescending(order => order.Facts.PlacedAt).ThenByDescending(order => order.Facts.OrderId, StringComparer.Ordinal)
            .SelectMany(order => order.Packages
                .Where(package => (query.SellerId is null || package.Key == query.SellerId)
                    && (query.Status is null || package.Value == query.Status))
                .OrderByDescending(package => package.Key, StringComparer.Ordinal)
                .Select(package => $"{order.Facts.OrderId} {package.Key} {package.Value}")),
    ];

    public CustomerStanding Standing(KeySpace space, string customer)
    {
        var orders = _orders.Where(order => order.Space.Equals(space) && order.Facts.CustomerId == customer).ToList();
        return new()
        {
            CustomerId = customer,
            SuccessfulPayments = orders.Count(order => order.WasPaid),
            FailedPayments = orders.Count(order => order.Status is OrderStatus.PaymentFailed),
            Deliveries = orders.Sum(order => order.Packages.Values.Count(status => status is PackageStatus.Delivered)),
            Spend =
            [
                .. orders.Where(order => order.WasPaid)
                    .GroupBy(order => order.Facts.Totals.Total.Currency)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new CustomerSpend(
                        new(group.Sum(order => order.Facts.Totals.Total.Amount), group.Key),
                        new(group.Sum(order => order.Refunded?.Amount ?? 0), group.Key))),
            ],
        };
    }

    /// <summary>How many packages each seller has to deliver.</summary>
    public Dictionary<string, int> Undelivered(KeySpace space) => _orders
        .Where(order => order.Space.Equals(space))
        .SelectMany(order => order.Packages.Where(package => package.Value is PackageStatus.ReadyToShip or PackageStatus.Shipped))
        .GroupBy(package => package.Key)
        .ToDictionary(group => group.Key, group => group.Count());

    public ListOrders OrderQuery() => new()
    {
        Space = Spaces[random.Next(2)],
        CustomerId = random.Next(2) == 0 ? $"c{random.Next(4)}" : null,
        SellerId = random.Next(3) == 0 ? $"s{random.Next(4)}" : null,
        Status = random.Next(3) == 0 ? (OrderStatus)random.Next(1, 9) : null,
        CreatedAfter = random.Next(4) == 0 ? Stream.Now.AddSeconds(-random.Next(200)) : null,
        IdempotencyKey = random.Next(8) == 0 ? _orders[random.Next(_orders.Count)].Facts.IdempotencyKey : null,
        Limit = random.Next(1, 9),
    };

    public ListPackages PackageQuery() => new()
    {
        Space = Spaces[random.Next(2)],
        OrderId = random.Next(3) == 0 ? _orders[random.Next(_orders.Count)].Facts.OrderId : null,
        SellerId = random.Next(2) == 0 ? $"s{random.Next(4)}" : null,
        Status = random.Next(3) == 0 ? (PackageStatus)random.Next(4) : null,
        Limit = random.Next(1, 9),
    };

    private Order Place()
    {
        var currency = random.Next(4) == 0 ? "USD" : "BRL";
        var lines = Enumerable.Range(0, random.Next(1, 5))
            .Select(i => Samples.Line($"s{random.Next(4)}", $"p{i}", random.Next(10_000) / 100m, currency));

        // Placed in one second, so that the order's id decides.
        var placedAt = DateTimeOffset.FromUnixTimeSeconds(Stream.Now.ToUnixTimeSeconds() / 10 * 10);
        var facts = Samples.Paid(PublicId.OfOrder($"cart{_orders.Count}", 1), $"c{random.Next(4)}", [.. lines], placedAt);
        var order = new Order(Spaces[random.Next(2)], facts);
        _orders.Add(order);
        return order;
    }

    private void Pay(Order order)
    {
        switch (random.Next(order.Status is OrderStatus.Placed ? 6 : 5))
        {
            case 0:
                End(order, random.Next(2) == 0 ? OrderStatus.PaymentFailed : OrderStatus.Rejected, null);
                break;
            case 5:
                order.Status = OrderStatus.AwaitingPayment;
                Append(order, new OrderPaymentAwaited
                {
                    OrderId = order.Facts.OrderId,
                    CustomerId = order.Facts.CustomerId,
                    Lines = order.Facts.Lines,
                    Totals = order.Facts.Totals,
                    IdempotencyKey = order.Facts.IdempotencyKey,
                    PlacedAt = order.Facts.PlacedAt,
                });
                break;
            default:
                order.Status = OrderStatus.Paid;
                order.WasPaid = true;
                foreach (var seller in order.Sellers)
                    order.Packages[seller] = PackageStatus.ReadyToShip;
                Append(order, order.Facts);
                break;
        }
    }

    private void Move(Order order, KeyValuePair<string, PackageStatus> package)
    {
        var place = order.Sellers.IndexOf(package.Key);
        var (key, next) = (order.Space.Key(package.Key), (PackageStatus)random.Next((int)package.Value + 1, 4));
        if (next is PackageStatus.Withdrawn && package.Value is not PackageStatus.ReadyToShip)
            next = PackageStatus.Delivered;
        order.Packages[package.Key] = next;
        var now = Samples.Package(order.Facts, package.Key, place, next, Stream.Now);
        if (next is PackageStatus.Withdrawn)
            Stream.Append("shipments", key, new PackageWithdrawn(now));
        else if (next is PackageStatus.Shipped)
            Stream.Append("shipments", key, new PackageShipped(now));
        else if (package.Value is PackageStatus.Shipped)
            Stream.Append("shipments", key, new PackageDelivered(now));
        else
            Stream.Append("shipments", key, new PackageShipped(now with { Status = PackageStatus.Shipped, DeliveredAt = null }), new PackageDelivered(now));
    }

    private void End(Order order, OrderStatus status, Money? refunded)
    {
        order.Status = status;
        order.Refunded = refunded;
        Append(order, Samples.Ended(order.Facts, status, order.WasPaid, refunded));
    }

    private void RepayPart(Order order)
    {
        var part = Samples.PartRefunded(
            order.Facts, [.. order.Facts.Lines.Where(line => order.Packages[line.SellerId] is PackageStatus.Withdrawn)]);
        order.Refunded = part.Refunded;
        Append(order, part);
    }

    private void Append(Order order, object value)
    {
        order.Version++;
        Stream.Append("order", order.Space.Key(order.Facts.OrderId), value);
    }

    private sealed class Order(KeySpace space, OrderPaid facts)
    {
        public KeySpace Space { get; } = space;

        public OrderPaid Facts { get; } = facts;

        public List<string> Sellers { get; } = [.. facts.Lines.Select(line => line.SellerId).Distinct()];

        public Dictionary<string, PackageStatus> Packages { get; } = [];

        public OrderStatus Status { get; set; }

        public bool WasPaid { get; set; }

        public Money? Refunded { get; set; }

        public long Version { get; set; }

        public OrderSummary ToSummary() => new()
        {
            OrderId = Facts.OrderId,
            CustomerId = Facts.CustomerId,
            Status = Status,
            Version = Version,
            PlacedAt = Facts.PlacedAt,
            Total = Facts.Totals.Total,
            Refunded = Refunded,
            Lines = Facts.Lines.Length,
            Packages = Packages.Values.Count(status => status is not PackageStatus.Withdrawn),
            Delivered = Packages.Values.Count(status => status is PackageStatus.Delivered),
            IdempotencyKey = Facts.IdempotencyKey,
            Reason = Refunded is null && Status is OrderStatus.Paid or OrderStatus.AwaitingPayment ? null : "because",
        };
    }
}
