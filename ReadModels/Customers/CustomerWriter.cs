using Marketplace.Grains.Interfaces.Common;
using Marketplace.ReadModels.Sqlite;

namespace Marketplace.ReadModels.Customers;

/// <summary>Gathers over a batch what orders come to for their buyers, and writes each buyer once.</summary>
internal sealed class CustomerWriter(ModelConnection connection)
{
    private readonly Dictionary<(long Space, string Customer), CustomerSums> _changes = [];

    public void Paid(long space, string customerId, Money amount)
    {
        var sums = SumsOf(space, customerId);
        sums.Paid++;
        sums.Add(amount.Currency, amount.Amount, 0);
    }

    public void Failed(long space, string customerId) => SumsOf(space, customerId).Failed++;

    public void Delivered(long space, string customerId) => SumsOf(space, customerId).Delivered++;

    public void Refunded(long space, string customerId, Money amount) => SumsOf(space, customerId).Add(amount.Currency, 0, amount.Amount);

    public void EndBatch()
    {
        foreach (var ((space, customer), change) in _changes)
        {
            var stored = CustomerSums.Read(connection, space, customer);
            stored.Add(change);
            connection
                .Prepare(
                    "INSERT OR REPLACE INTO customers(space, customer_id, paid, failed, delivered, spend) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
                .Bind(1, space).Bind(2, customer).Bind(3, stored.Paid).Bind(4, stored.Failed).Bind(5, stored.Delivered)
                .Bind(6, stored.FormatSpend())
                .Run();
        }
        _changes.Clear();
    }

    private CustomerSums SumsOf(long space, string customerId)
    {
        if (!_changes.TryGetValue((space, customerId), out var sums))
            _changes.Add((space, customerId), sums = new());
        return sums;
    }
}
