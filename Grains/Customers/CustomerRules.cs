using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers;
using Marketplace.Grains.Interfaces.Customers.Events;

namespace Marketplace.Grains.Customers;

/// <summary>Changes of what is known of a buyer.</summary>
internal static class CustomerRules
{
    public static Outcome<Customer> Put(IDraft<CustomerHead> draft, (string CustomerId, PutCustomer Command) argument)
    {
        var (customerId, command) = argument;
        var head = draft.State;
        if (command.Key is { } key && head?.MadeWith is { } made && made.Value == key.Value)
        {
            return made.PayloadHash == key.PayloadHash
                ? new Outcome<Customer>(head.Customer, null, Replayed: true)
                : new Refusal(RefusalCodes.KeyReused, "The idempotency key was used before, with another body.", "Idempotency-Key");
        }

        var present = head?.Customer;
        if (present is { Erased: true })
            return Gone;
        if (command.Precondition.Check(present?.Version) is { } unmet)
            return unmet;
        var next = new Customer
        {
            CustomerId = customerId,
            Name = command.Name,
            Email = command.Email,
            Phone = command.Phone,
            Address = command.Address,
            Version = present?.Version ?? 0,
            CreatedAt = present?.CreatedAt ?? draft.Now,
        };
        return Store(draft, next, head is null ? command.Key : head.MadeWith);
    }

    public static Outcome<Customer> Patch(IDraft<CustomerHead> draft, PatchCustomer command)
    {
        if (draft.State is not { Customer: var present } head)
            return new Refusal(RefusalCodes.NotFound, "There is no such customer.", "customerId");
        if (present.Erased)
            return Gone;
        if (command.Precondition.Check(present.Version) is { } unmet)
            return unmet;
        var next = present with
        {
            Name = command.Name ?? present.Name,
            Email = TextChange.Apply(command.Email, present.Email),
            Phone = TextChange.Apply(command.Phone, present.Phone),
            Address = command.Address ?? present.Address,
        };
        return Store(draft, next, head.MadeWith);
    }

    /// <summary>Removes the person; the id stays, since orders name it.</summary>
    public static Outcome<Customer> Erase(IDraft<CustomerHead> draft, string customerId)
    {
        if (draft.State is not { Customer: var present } head)
            return new Refusal(RefusalCodes.NotFound, "There is no such customer.", "customerId");
        if (present.Erased)
            return present;
        draft.Emit(new CustomerErased(customerId));
        var erased = new Customer
        {
            CustomerId = present.CustomerId,
            Name = "",
            Version = present.Version,
            Erased = true,
            CreatedAt = present.CreatedAt,
        };
        return Store(draft, erased, head.MadeWith);
    }

    private static Refusal Gone => new(RefusalCodes.StateConflict, "The customer was erased.");

    /// <summary>Stores what is new of a buyer; what is as it was stays at its version.</summary>
    private static Customer Store(IDraft<CustomerHead> draft, Customer next, IdempotencyKey? madeWith)
    {
        if (next == draft.State?.Customer)
            return next;
        var stored = next with { Version = next.Version + 1 };
        draft.State = new(stored, madeWith);
        return stored;
    }
}
