using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Payments.Sandbox;

namespace Marketplace.Silo.Operations.Invariants;

/// <summary>
/// A paid order is one capture of its total, less what the order says was repaid; a refunded order is one capture repaid whole. What
/// the gateway has taken, or may still take, belongs to an order that is paid or goes on.
/// </summary>
internal sealed class PaymentCheck(ISandboxGateway gateway, KeySpace space, Findings findings)
{
    private readonly Dictionary<string, PaymentRecord> _captured = new(StringComparer.Ordinal);
    private readonly HashSet<string> _repaid = new(StringComparer.Ordinal);
    private readonly List<string> _pending = [];

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var (reference, record) in gateway.BooksAsync(space.Prefix, cancellationToken))
        {
            if (!EntityReader.IsIn(reference, space))
                continue;
            if (record.State == PaymentState.Captured)
                _captured.Add(reference, record);
            else if (record.State == PaymentState.Repaid)
                _repaid.Add(reference);
            else if (record.State == PaymentState.Pending)
                _pending.Add(reference);
        }
    }

    public async Task<CaptureFigures> CheckAsync(OrderBook orders, bool consistent, CancellationToken cancellationToken)
    {
        var amounts = _captured.Values
            .Select(record => record.Refunded is { } refunded ? record.Amount!.Value - refunded : record.Amount!.Value)
            .GroupBy(amount => amount.Currency, amount => amount.Amount, StringComparer.Ordinal)
            .OrderBy(sum => sum.Key, StringComparer.Ordinal)
            .Select(sum => new Money(sum.Sum(), sum.Key));
        if (consistent)
        {
            await CompareAsync(orders, cancellationToken);
            foreach (var (key, order) in orders.Entries)
                Compare(key, order);
        }

        return new(_captured.Count, [.. amounts], _repaid.Count);
    }

    private async Task CompareAsync(OrderBook orders, CancellationToken cancellationToken)
    {
        foreach (var (reference, record) in _captured)
        {
            var order = await orders.FindAsync(reference, cancellationToken);
            findings.Check(order is { IsAlive: true }, "payment.orphan",
                () => $"{reference}: {record.Amount} is captured, and the order is not alive");
        }

        foreach (var reference in _pending)
        {
            var order = await orders.FindAsync(reference, cancellationToken);
            findings.Check(order is { IsOpen: true }, "payment.pending",
                () => $"{reference}: the payment is not decided, and the order is over");
        }

        foreach (var reference in _repaid)
        {
            var order = await orders.FindAsync(reference, cancellationToken);
            findings.Check(order is { IsOpen: true } or { Status: OrderStatus.Refunded }, "payment.repaid",
                () => $"{reference}: the payment is repaid, and the order is {order?.Status}");
        }
    }

    private void Compare(string key, OrderEntry order)
    {
        if (order.Status == OrderStatus.Paid)
        {
            var record = _captured.GetValueOrDefault(key);
            findings.Check(record?.Amount == order.Total, "payment.amount",
                () => $"{key}: the order costs {order.Total}, and {record?.Amount?.ToString() ?? "nothing"} is captured");
            findings.Check(order.IsOpen || record?.Refunded == order.Refunded, "payment.refunded",
                () => $"{key}: the order says that {order.Refunded?.ToString() ?? "nothing"} is repaid, the gateway {record?.Refunded?.ToString() ?? "nothing"}");
        }
        else if (order.Status == OrderStatus.Refunded)
        {
            findings.Check(_repaid.Contains(key), "payment.refunded", () => $"{key}: the order is refunded, and its payment is not repaid");
        }
    }
}
