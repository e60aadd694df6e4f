using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers.Queries;

namespace Marketplace.Api.Endpoints.Customers;

/// <summary>What a buyer paid in one currency.</summary>
/// <param name="Paid">The sum of all payments.</param>
/// <param name="Refunded">The sum of what was repaid.</param>
internal sealed record StandingSpend(Money Paid, Money Refunded)
{
    public static StandingSpend Of(CustomerSpend spend) => new(spend.Paid, spend.Refunded);
}
