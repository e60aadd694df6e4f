using Marketplace.Grains.Catalog;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Catalog.Events;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Tests.Catalog;

public sealed class CatalogRulesTests
{
    private readonly CatalogUnderTest _catalog = new();

    [Fact]
    public void Each_change_gets_the_next_revision_of_the_seller_and_one_event()
    {
        _catalog.Put("a");
        _catalog.Put("b");
        _catalog.ChangePrice("a", 11m);
        _catalog.Remove("b");

        Assert.Equal(4, _catalog.Revision);
        Assert.Equal(
            [typeof(ProductPut), typeof(ProductPut), typeof(ProductPriceChanged), typeof(ProductRemoved)],
            _catalog.Entity.Events.Select(told => told.GetType()));
        Assert.Equal([3, 4], _catalog.Slice("a", "b").Products.Select(product => product.Revision));
    }

    [Fact]
    public void A_price_change_is_no_replacement_and_a_replacement_is_an_offer()
    {
        _catalog.Put("a", label: "v1");
        var changed = _catalog.ChangePrice("a", 11m).Value!;
        var replaced = _catalog.Put("a", 11m, "v2").Value!;

        Assert.Equal((1, 2, "v1"), (changed.ReplacedAt, changed.OfferedAt, changed.Label));
        Assert.Equal((3, 3, "v2"), (replaced.ReplacedAt, replaced.OfferedAt, replaced.Label));
    }

    [Fact]
    public void A_new_description_leaves_the_offer_as_it_was()
    {
        _catalog.Put("a");

        var patched = _catalog.Patch(new() { ProductId = "a", Description = "new" }).Value!;

        Assert.Equal((2, 1, "new"), (patched.Revision, patched.OfferedAt, patched.Description));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void What_a_buyer_agrees_to_makes_a_new_offer(bool freight, bool paused)
    {
        _catalog.Put("a");

        var patched = _catalog.Patch(new()
        {
            ProductId = "a",
            Freight = freight ? new Money(2m, "BRL") : null,
            Status = paused ? ProductStatus.Paused : null,
        }).Value!;

        Assert.Equal(patched.Revision, patched.OfferedAt);
    }

    [Fact]
    public void Setting_what_is_there_changes_nothing()
    {
        var put = _catalog.Put("a").Value;
        _catalog.Entity.Events.Clear();

        Assert.Equal(put, _catalog.ChangePrice("a", 10m).Value);
        Assert.Equal(put, _catalog.Patch(new() { ProductId = "a", Name = "name" }).Value);
        Assert.Equal(1, _catalog.Revision);
        Assert.Empty(_catalog.Entity.Events);
    }

    [Fact]
    public void A_patch_of_the_price_alone_is_told_as_a_price_change()
    {
        _catalog.Put("a");
        _catalog.Patch(new() { ProductId = "a", Price = new Money(3m, "BRL") });

        Assert.IsType<ProductPriceChanged>(_catalog.Entity.Events[^1]);
    }

    [Fact]
    public void A_removed_product_stays_known_and_can_be_put_again()
    {
        _catalog.Put("a");
        _catalog.Remove("a");

        Assert.Equal(ProductStatus.Removed, Assert.Single(_catalog.Slice("a").Products).Status);
        Assert.Equal(RefusalCodes.NotFound, _catalog.ChangePrice("a", 1m).Refusal?.Code);
        Assert.Equal(RefusalCodes.NotFound, _catalog.Patch(new() { ProductId = "a", Name = "x" }).Refusal?.Code);
        Assert.Equal(3, _catalog.Put(CatalogUnderTest.Product("a", precondition: Precondition.MustBeAbsent)).Value?.Revision);
    }

    [Fact]
    public void Removing_twice_changes_nothing()
    {
        _catalog.Put("a");
        var removed = _catalog.Remove("a").Value;

        Assert.Equal(removed, _catalog.Remove("a").Value);
        Assert.Equal(2, _catalog.Revision);
    }

    [Fact]
    public void A_command_for_another_version_is_refused()
    {
        _catalog.Put("a");
        var stale = Precondition.MustBeAt(7);

        Assert.Equal(RefusalCodes.VersionStale, _catalog.Put(CatalogUnderTest.Product("a", precondition: stale)).Refusal?.Code);
        Assert.Equal(RefusalCodes.VersionStale, _catalog.Patch(new() { ProductId = "a", Precondition = stale }).Refusal?.Code);
        Assert.Equal(RefusalCodes.VersionStale, _catalog.ChangePrice("a", 1m, stale).Refusal?.Code);
        Assert.Equal(RefusalCodes.VersionStale, _catalog.Remove("a", stale).Refusal?.Code);
        Assert.Equal(
            RefusalCodes.AlreadyExists,
            _catalog.Put(CatalogUnderTest.Product("a", precondition: Precondition.MustBeAbsent)).Refusal?.Code);
    }

    [Fact]
    public void A_product_is_not_put_as_removed()
    {
        Assert.Equal("status", _catalog.Put(CatalogUnderTest.Product("a") with { Status = ProductStatus.Removed }).Refusal?.Param);
        _catalog.Put("a");
        Assert.Equal("status", _catalog.Patch(new() { ProductId = "a", Status = ProductStatus.Removed }).Refusal?.Param);
    }

    [Fact]
    public void A_later_generation_starts_from_the_loaded_products_page_after_page()
    {
        _catalog.Put("a", label: "v9");
        _catalog.Put("b", label: "v9");
        var later = new CatalogUnderTest();

        Assert.True(Seed(later, null, _catalog.Slice("a"), isLast: false));
        Assert.False(Seed(later, null, _catalog.Slice("a"), isLast: false));
        Assert.True(Seed(later, "a", _catalog.Slice("b"), isLast: true));
        Assert.False(Seed(later, "b", _catalog.Slice("b"), isLast: true));

        Assert.Equal(2, later.Revision);
        Assert.All(later.Slice("a", "b").Products, product => Assert.Equal("0", product.Label));
        Assert.Equal(3, later.ChangePrice("a", 1m).Value?.Revision);
        Assert.True(later.Entity.State!.IsSeeded);
    }

    private static bool Seed(CatalogUnderTest catalog, string? after, CatalogSlice page, bool isLast)
        => catalog.Entity.Run((after, page, isLast), CatalogRules.Seed);
}
