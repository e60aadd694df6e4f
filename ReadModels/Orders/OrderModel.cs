using Marketplace.Grains.Interfaces.Orders.Events;
using Marketplace.Grains.Interfaces.Shipments.Events;
using Marketplace.ReadModels.Shipments;
using Marketplace.ReadModels.Sqlite;

namespace Marketplace.ReadModels.Orders;

/// <summary>Orders, their packages, what buyers' orders come to, and how much each seller has to deliver.</summary>
internal sealed class OrderModel(DeliveryBoard board) : IModel
{
    public string Name => "orders";

    public int Version => 2;

    // Rows lie in the order of their arrival, since what was ordered lately is what changes; only one index scatters by order.
    // Nearly all orders are paid, so those of another status have an index of their own.
    public string Schema =>
        """
        CREATE TABLE orders(
            id INTEGER PRIMARY KEY, space INTEGER NOT NULL, order_id TEXT NOT NULL, version INTEGER NOT NULL, customer_id TEXT NOT NULL,
            status INTEGER NOT NULL, placed_at INTEGER NOT NULL, currency TEXT NOT NULL, total TEXT NOT NULL, refunded TEXT,
            lines INTEGER NOT NULL, idempotency_key TEXT NOT NULL, reason TEXT,
            UNIQUE (space, order_id));
        CREATE TABLE packages(
            id INTEGER PRIMARY KEY, space INTEGER NOT NULL, order_id TEXT NOT NULL, seller_id TEXT NOT NULL, package_id TEXT NOT NULL,
            version INTEGER NOT NULL, customer_id TEXT NOT NULL, status INTEGER NOT NULL, placed_at INTEGER NOT NULL, paid_at INTEGER NOT NULL,
            shipped_at INTEGER, delivered_at INTEGER, carrier TEXT, tracking TEXT,
            UNIQUE (space, order_id, seller_id));
        CREATE TABLE customers(
            space INTEGER NOT NULL, customer_id TEXT NOT NULL, paid INTEGER NOT NULL, failed INTEGER NOT NULL, delivered INTEGER NOT NULL,
            spend TEXT NOT NULL,
            PRIMARY KEY (space, customer_id));
        CREATE TABLE boards(
            space INTEGER NOT NULL, seller_id TEXT NOT NULL, undelivered INTEGER NOT NULL, since INTEGER NOT NULL,
            PRIMARY KEY (space, seller_id));
        CREATE INDEX orders_customer ON orders(space, customer_id, placed_at, order_id);
        CREATE INDEX orders_time ON orders(space, placed_at, order_id);
        CREATE INDEX orders_key ON orders(space, idempotency_key);
        CREATE INDEX orders_status ON orders(space, status, placed_at, order_id) WHERE status <> 2;
        CREATE INDEX packages_seller ON packages(space, seller_id, placed_at, order_id);
        """;

    public IReadOnlyList<string> Tables => ["orders", "packages", "customers", "boards"];

    public bool KeepsTemplates => false;

    public IReadOnlyCollection<string> EventTypes { get; } =
    [
        Events.EventTypes.Of<OrderPaid>(),
        Events.EventTypes.Of<OrderPaymentAwaited>(),
        Events.EventTypes.Of<OrderPartRefunded>(),
        Events.EventTypes.Of<OrderEnded>(),
        Events.EventTypes.Of<PackageShipped>(),
        Events.EventTypes.Of<PackageDelivered>(),
        Events.EventTypes.Of<PackageWithdrawn>(),
    ];

    public IModelWriter CreateWriter(ModelConnection connection, bool serves) => new OrderWriter(connection, serves ? board : null);
}
