using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Sellers;

namespace Marketplace.Grains.Sellers;

/// <summary>Changes of what is known of a seller.</summary>
internal static class SellerRules
{
    public static Outcome<Seller> Put(IDraft<Seller> draft, (string SellerId, PutSeller Command) argument)
    {
        var (sellerId, command) = argument;
        var present = draft.State;
        if (command.Precondition.Check(present?.Version) is { } unmet)
            return unmet;
        return Store(draft, new()
        {
            SellerId = sellerId,
            Name = command.Name,
            CompanyName = command.CompanyName,
            Email = command.Email,
            Phone = command.Phone,
            Address = command.Address,
            Version = present?.Version ?? 0,
            CreatedAt = present?.CreatedAt ?? draft.Now,
        });
    }

    public static Outcome<Seller> Patch(IDraft<Seller> draft, PatchSeller command)
    {
        if (draft.State is not { } present)
            return new Refusal(RefusalCodes.NotFound, "There is no such seller.", "sellerId");
        if (command.Precondition.Check(present.Version) is { } unmet)
            return unmet;
        return Store(draft, present with
        {
            Name = command.Name ?? present.Name,
            CompanyName = TextChange.Apply(command.CompanyName, present.CompanyName),
            Email = TextChange.Apply(command.Email, present.Email),
            Phone = TextChange.Apply(command.Phone, present.Phone),
            Address = command.Address ?? present.Address,
        });
    }

    /// <summary>Stores what is new of a seller; what is as it was stays at its version.</summary>
    private static Seller Store(IDraft<Seller> draft, Seller next)
    {
        if (next == draft.State)
            return next;
        var stored = next with { Version = next.Version + 1 };
        draft.State = stored;
        return stored;
    }
}
