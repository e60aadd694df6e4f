using Marketplace.Grains.Catalog;
using Marketplace.Grains.Interfaces.Catalog.Events;
using Marketplace.Grains.Tests.Common;
using Orleans.Entities;

namespace Marketplace.Grains.Tests.Catalog;

public sealed class StockNewsDispatcherTests
{
    private readonly CatalogUnderTest _catalog = new();

    [Fact]
    public void An_offer_is_told_to_the_item_of_the_same_key_space()
    {
        var put = new ProductPut(_catalog.Put("p").Value!);

        Assert.Equal("stock/om:1.3:s/p", Assert.Single(Targets("om:1.3:s", put)));
        Assert.Equal("stock/s/p", Assert.Single(Targets("s", put)));
    }

    [Fact]
    public void A_new_description_is_not_told()
    {
        _catalog.Put("p");

        Assert.Empty(Targets("s", new ProductPut(_catalog.Patch(new() { ProductId = "p", Name = "new" }).Value!)));
    }

    [Fact]
    public void An_event_that_cannot_be_read_is_refused()
    {
        var dispatcher = new StockNewsDispatcher(null!, EventsUnderTest.Serializer);
        var broken = EventsUnderTest.Event("catalog", "s", new ProductRemoved(_catalog.Put("p").Value!), "{}"u8.ToArray());

        Assert.Throws<EventRefusedException>(() => dispatcher.TargetsOf(broken));
    }

    private static IEnumerable<string> Targets<TEvent>(string seller, TEvent told) where TEvent : notnull
        => new StockNewsDispatcher(null!, EventsUnderTest.Serializer)
            .TargetsOf(EventsUnderTest.Event("catalog", seller, told))
            .Select(target => target.ToString());
}
