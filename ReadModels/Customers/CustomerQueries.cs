using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers.Queries;
using Marketplace.ReadModels.Cursors;
using Marketplace.ReadModels.Orders;
using Marketplace.ReadModels.Sqlite;

namespace Marketplace.ReadModels.Customers;

/// <summary>Answers about buyers.</summary>
internal sealed class CustomerQueries(OrderProjection projection) : ICustomerQueries
{
    public Task<CustomerStanding> GetStandingAsync(KeySpace space, string customerId)
        => projection.QueryAsync((space, customerId), static (connection, asked) => Read(connection, asked.space, asked.customerId));

    private static CustomerStanding Read(ModelConnection connection, KeySpace space, string customerId)
    {
        var sums = CustomerSums.Read(connection, SpaceTable.Find(connection, space) ?? 0, customerId);
        return new()
        {
            CustomerId = customerId,
            SuccessfulPayments = sums.Paid,
            FailedPayments = sums.Failed,
            Deliveries = sums.Delivered,
            Spend =
            [
                .. sums.Spend.Select(spend => new CustomerSpend(new(spend.Value.Paid, spend.Key), new(spend.Value.Refunded, spend.Key))),
            ],
            AsOf = Pages.AsOf(connection),
        };
    }
}
