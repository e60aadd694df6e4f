using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>A customer, and what is known of their cart. Held by one user at a time.</summary>
internal sealed class CustomerSeat(Customer customer)
{
    public Customer Customer { get; } = customer;

    /// <summary>Whether the cart is certainly empty. After a refused checkout it keeps what it had.</summary>
    public bool CartIsEmpty { get; set; } = true;
}
