using Marketplace.ReadModels.Orders;
using Marketplace.ReadModels.Sqlite;

namespace Marketplace.ReadModels.Customers;

/// <summary>What a buyer's orders come to.</summary>
internal sealed class CustomerSums
{
    private readonly SortedDictionary<string, (decimal Paid, decimal Refunded)> _spend = new(StringComparer.Ordinal);

    public long Paid { get; set; }

    public long Failed { get; set; }

    public long Delivered { get; set; }

    public IReadOnlyDictionary<string, (decimal Paid, decimal Refunded)> Spend => _spend;

    /// <summary>What is stored of a buyer.</summary>
    public static CustomerSums Read(ModelConnection connection, long space, string customerId)
    {
        var sums = new CustomerSums();
        var row = connection.Prepare("SELECT paid, failed, delivered, spend FROM customers WHERE space = ?1 AND customer_id = ?2")
            .Bind(1, space).Bind(2, customerId);
        if (row.Step())
        {
            (sums.Paid, sums.Failed, sums.Delivered) = (row.Long(0), row.Long(1), row.Long(2));
            sums.ParseSpend(row.Text(3));
        }
        row.Reset();
        return sums;
    }

    public void Add(string currency, decimal paid, decimal refunded)
    {
        var known = _spend.GetValueOrDefault(currency);
        _spend[currency] = (Amounts.Add(known.Paid, paid), Amounts.Add(known.Refunded, refunded));
    }

    public void Add(CustomerSums other)
    {
        Paid += other.Paid;
        Failed += other.Failed;
        Delivered += other.Delivered;
        foreach (var (currency, (paid, refunded)) in other._spend)
            Add(currency, paid, refunded);
    }

    // BRL:12.50:0;USD:3:3
    public string FormatSpend() => string.Join(
        ';', _spend.Select(spend => $"{spend.Key}:{Amounts.Format(spend.Value.Paid)}:{Amounts.Format(spend.Value.Refunded)}"));

    private void ParseSpend(string text)
    {
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = part.Split(':');
            Add(fields[0], Amounts.Parse(fields[1]), Amounts.Parse(fields[2]));
        }
    }
}
