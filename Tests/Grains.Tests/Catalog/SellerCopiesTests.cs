using Marketplace.Grains.Catalog;

namespace Marketplace.Grains.Tests.Catalog;

public sealed class SellerCopiesTests
{
    private readonly SellerCopies _copies = new(capacity: 10);

    [Fact]
    public void A_copy_stays_until_two_fillings_went_by_without_it()
    {
        var copy = _copies.GetOrAdd("s");
        _copies.Added(9);

        Assert.True(_copies.TryFind("s", out var found));
        Assert.Same(copy, found);
        Assert.Same(copy, _copies.GetOrAdd("s"));

        _copies.Added(9);
        Assert.Same(copy, _copies.GetOrAdd("s"));
    }

    [Fact]
    public void A_copy_that_nobody_asks_for_is_dropped()
    {
        var copy = _copies.GetOrAdd("s");
        _copies.Added(10);
        _copies.Added(10);

        Assert.False(_copies.TryFind("s", out _));
        Assert.NotSame(copy, _copies.GetOrAdd("s"));
    }

    [Fact]
    public void Sellers_without_products_fill_it_too()
    {
        _copies.GetOrAdd("s");
        for (var seller = 0; seller < 20; seller++)
            _copies.GetOrAdd($"nobody-{seller}");

        Assert.False(_copies.TryFind("s", out _));
    }
}
