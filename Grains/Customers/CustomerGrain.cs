using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers;
using Orleans.Concurrency;

namespace Marketplace.Grains.Customers;

/// <inheritdoc cref="ICustomerGrain"/>
[GrainType("customer")]
[Reentrant]
internal sealed class CustomerGrain([Entity] IEntity<CustomerHead> entity, IGrainContext context) : Grain, ICustomerGrain
{
    private readonly string _customerId = KeySpace.Split(context.GrainId.Key.ToString()!).Id;

    public async Task<Outcome<Customer>> PutAsync(PutCustomer command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return await entity.RunAsync((_customerId, command), CustomerRules.Put);
    }

    public async Task<Outcome<Customer>> PatchAsync(PatchCustomer command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return await entity.RunAsync(command, CustomerRules.Patch);
    }

    public async Task<Outcome<Customer>> EraseAsync() => await entity.RunAsync(_customerId, CustomerRules.Erase);

    public Task<Customer?> GetAsync() => Task.FromResult(entity.State?.Customer);
}
