using System.Collections.Concurrent;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>Customers that nobody acts for at the moment; who has waited longest comes next, as in the benchmark's driver.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class IdleCustomers
{
    private readonly ConcurrentQueue<CustomerSeat> _idle = new();

    public IdleCustomers(OnlineMarketplaceOptions options)
    {
        for (var id = 1; id <= options.Customers; id++) _idle.Enqueue(new CustomerSeat(Dataset.Customer(options.Seed, id)));
    }

    /// <exception cref="InvalidOperationException">More users than customers are at work.</exception>
    public CustomerSeat Take() =>
        _idle.TryDequeue(out var seat) ? seat : throw new InvalidOperationException("There are more users than customers.");

    public void Return(CustomerSeat seat) => _idle.Enqueue(seat);
}
