using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Payments.Sandbox;

namespace Marketplace.Silo.Operations.Invariants;

/// <summary>A paid order is one capture of its total; a capture is one order that is paid or goes on.</summary>
internal sealed class PaymentCheck(ISandboxGateway gateway, KeySpace space, Findings findings)
{
    private readonly Dictionary<string, PaymentRecord> _captured = new(StringComparer.Ordinal);

    public void Read()
    {
        foreach (var (reference, record) in gateway.Books(space.Prefix))
        {
            if (record.State == PaymentState.Captured && EntityReader.IsIn(reference, space))
                _captured.Add(reference, record);
        }
    }

    public CaptureFigures Check(OrderBook orders, bool consistent)
    {
        var amounts = _captured.Values
            .Select(record => record.Refunded is { } refunded ? record.Amount!.Value - refunded : record.Amount!.Value)
            .GroupBy(amount => amount.Currency, amount => amount.Amount, StringComparer.Ordinal)
            .OrderBy(sum => sum.Key, StringComparer.Ordinal)
            .Select(sum => new Money(sum.Sum(), sum.Key));
        if (consistent)
            Compare(orders);
        return new(_captured.Count, [.. amounts]);
    }

    private void Compare(OrderBook orders)
    {
        foreach (var (reference, record) in _captured)
        {
            findings.Check(orders.Find(reference) is { IsAlive: true }, "payment.orphan",
                () => $"{reference}: {record.Amount} is captured, and the order is not alive");
        }

        foreach (var (key, order) in orders.Entries)
        {
            if (order.Status != OrderStatus.Paid)
                continue;
            var captured = _captured.GetValueOrDefault(key)?.Amount;
            findings.Check(captured == order.Total, "payment.amount", () => $"{key}: the order costs {order.Total}, and {captured?.ToString() ?? "nothing"} is captured");
        }
    }
}
