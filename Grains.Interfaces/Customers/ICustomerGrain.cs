using Marketplace.Grains.Interfaces.Common;
using Orleans.CodeGeneration;

namespace Marketplace.Grains.Interfaces.Customers;

/// <summary>A buyer. What was ordered is the orders' to tell. Key: the customer's id in its <see cref="KeySpace"/>.</summary>
[Alias("customer-grain")]
[Version(1)]
public interface ICustomerGrain : IGrainWithStringKey
{
    /// <summary>Makes or replaces the buyer.</summary>
    [Alias("Put")]
    Task<Outcome<Customer>> PutAsync(PutCustomer command);

    /// <summary>Changes some of what is known.</summary>
    [Alias("Patch")]
    Task<Outcome<Customer>> PatchAsync(PatchCustomer command);

    /// <summary>Removes the person; orders and sums remain. Doing so twice changes nothing.</summary>
    [Alias("Erase")]
    Task<Outcome<Customer>> EraseAsync();

    /// <summary>The buyer; null when there is none.</summary>
    [Alias("Get")]
    Task<Customer?> GetAsync();
}
