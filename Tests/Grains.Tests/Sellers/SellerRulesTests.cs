using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Sellers;
using Marketplace.Grains.Sellers;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Sellers;

public sealed class SellerRulesTests
{
    private readonly MemoryEntity<Seller> _entity = new();

    [Fact]
    public void A_seller_is_made_and_each_change_counts()
    {
        Assert.Equal(1, Put("a").Value?.Version);
        var made = _entity.Now;
        _entity.Now += TimeSpan.FromDays(1);

        var patched = Patch(new() { Email = "x@y" }).Value!;
        Assert.Equal((2, "a", "x@y", made), (patched.Version, patched.Name, patched.Email, patched.CreatedAt));
        Assert.Null(Put("b").Value?.Email);
        Assert.Equal(3, _entity.State?.Version);
    }

    [Fact]
    public void What_is_there_already_changes_nothing()
    {
        Put("a");

        Assert.Equal(1, Put("a").Value?.Version);
        Assert.Equal(1, Patch(new()).Value?.Version);
    }

    [Fact]
    public void Preconditions_hold()
    {
        Assert.Equal(RefusalCodes.NotFound, Patch(new()).Refusal?.Code);
        Assert.Equal(RefusalCodes.NotFound, Put("a", Precondition.MustBeAt(1)).Refusal?.Code);
        Put("a", Precondition.MustBeAbsent);
        Assert.Equal(RefusalCodes.AlreadyExists, Put("b", Precondition.MustBeAbsent).Refusal?.Code);
        Assert.Equal(RefusalCodes.VersionStale, Patch(new() { Name = "b", Precondition = Precondition.MustBeAt(9) }).Refusal?.Code);
        Assert.Equal("a", _entity.State?.Name);
    }

    private Outcome<Seller> Put(string name, Precondition precondition = default)
        => _entity.Run(("s", new PutSeller { Name = name, Precondition = precondition }), SellerRules.Put);

    private Outcome<Seller> Patch(PatchSeller command) => _entity.Run(command, SellerRules.Patch);
}
