using Marketplace.Grains.Customers;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers;
using Marketplace.Grains.Interfaces.Customers.Events;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Customers;

public sealed class CustomerRulesTests
{
    private readonly MemoryEntity<CustomerHead> _entity = new();

    [Fact]
    public void The_key_that_made_a_customer_makes_it_once()
    {
        var key = new IdempotencyKey("k", "h");
        Assert.False(Put("a", key: key).Replayed);
        Patch(new() { Phone = "1" });

        var again = Put("a", Precondition.MustBeAbsent, key);
        Assert.Equal((true, "1", 2), (again.Replayed, again.Value?.Phone, again.Value?.Version));
        Assert.Equal(RefusalCodes.KeyReused, Put("b", key: new("k", "other")).Refusal?.Code);
    }

    [Fact]
    public void Preconditions_hold()
    {
        Assert.Equal(RefusalCodes.NotFound, Patch(new()).Refusal?.Code);
        Put("a", Precondition.MustBeAbsent);
        Assert.Equal(RefusalCodes.AlreadyExists, Put("b", Precondition.MustBeAbsent).Refusal?.Code);
        Assert.Equal(RefusalCodes.VersionStale, Patch(new() { Precondition = Precondition.MustBeAt(4) }).Refusal?.Code);
        Assert.Equal(2, Put("b", Precondition.MustBeAt(1)).Value?.Version);
    }

    [Fact]
    public void Erasing_leaves_the_id_and_nothing_of_the_person()
    {
        Put("Ana", key: new("k", "h"));
        Patch(new() { Email = "ana@x", Phone = "1", Address = new() { Name = "Ana", Street = "S", City = "C" } });

        var erased = Erase().Value!;

        Assert.Equal(
            new() { CustomerId = "c", Name = "", Version = 3, Erased = true, CreatedAt = _entity.Now }, erased);
        Assert.Equal(erased, Erase().Value);
        Assert.Equal([new CustomerErased("c")], _entity.Events);
        Assert.Equal(erased, Put("Ana", key: new("k", "h")).Value);
    }

    [Fact]
    public void An_erased_customer_stays_so()
    {
        Put("Ana");
        Erase();

        Assert.Equal(RefusalCodes.StateConflict, Put("Bia").Refusal?.Code);
        Assert.Equal(RefusalCodes.StateConflict, Patch(new() { Name = "Bia" }).Refusal?.Code);
    }

    [Fact]
    public void Nobody_unknown_is_erased() => Assert.Equal(RefusalCodes.NotFound, Erase().Refusal?.Code);

    private Outcome<Customer> Put(string name, Precondition precondition = default, IdempotencyKey? key = null)
        => _entity.Run(("c", new PutCustomer { Name = name, Precondition = precondition, Key = key }), CustomerRules.Put);

    private Outcome<Customer> Patch(PatchCustomer command) => _entity.Run(command, CustomerRules.Patch);

    private Outcome<Customer> Erase() => _entity.Run("c", CustomerRules.Erase);
}
