using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Grains.Interfaces.Catalog.Events;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Grains.Interfaces.Shipments.Events;
using Marketplace.Grains.Interfaces.Stock.Events;
using Marketplace.ReadModels.Catalog;
using Marketplace.ReadModels.Orders;
using Orleans.Entities;

namespace Marketplace.ReadModels.Tests.Sqlite;

/// <summary>Events of which any one part is null, empty or missing: what comes after them is listed all the same.</summary>
public sealed class BrokenEventTests : IDisposable
{
    private const string Order = "ord_1aaaaaaaaaaaaaaaaaaaaaaaaa";

    private readonly ModelFolder _folder = new();
    private readonly EventStream _stream = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_listing_goes_on()
    {
        var product = Samples.Product("s", "broken", _stream.Now);
        Break("catalog", "s", new ProductPut(product), new ProductPriceChanged(product), new ProductRemoved(product));
        Break("stock", "s", new StockAvailabilityChanged("s", "broken", true));
        using var listing = _folder.Listing();
        await FeedAsync(listing);

        _stream.Append("catalog", "s", new ProductPut(Samples.Product("s", "good", _stream.Now)));
        await FeedAsync(listing);
        var listed = (await new ListingQueries(listing).ListAsync(new() { Space = KeySpace.Business })).Value!.Items;
        Assert.Contains("good", listed.Select(item => item.Product.ProductId));
    }

    [Fact]
    public async Task The_list_of_orders_goes_on()
    {
        var paid = Samples.Paid(Order, "c", [Samples.Line("s", "p"), Samples.Line("t", "q")], _stream.Now);
        var package = Samples.Package(paid, "s", 0, PackageStatus.Delivered, _stream.Now);
        Break("order", "broken", paid, Samples.Ended(paid, OrderStatus.Refunded, wasPaid: true, new Money(10, "BRL")), Samples.PartRefunded(paid, [paid.Lines[0]]));
        Break("shipment", "broken", new PackageShipped(package), new PackageDelivered(package), new PackageWithdrawn(package));
        using var orders = _folder.Orders();
        await FeedAsync(orders);

        _stream.Append("order", "good", Samples.Paid("ord_2aaaaaaaaaaaaaaaaaaaaaaaaa", "good", [Samples.Line("s", "p")], _stream.Now));
        await FeedAsync(orders);
        Assert.Single((await new OrderQueries(orders).ListAsync(new() { Space = KeySpace.Business, CustomerId = "good" })).Value!.Items);
    }

    private Task FeedAsync(IProjection projection) => _stream.FeedAsync(projection, new(1));

    private void Break(string kind, string id, params ReadOnlySpan<object> events)
    {
        foreach (var value in events)
        {
            var (type, whole) = EventStream.Write(value);
            foreach (var place in PlacesIn(whole))
            {
                Break(type, whole, place, (parent, last) => Put(parent, last, null));
                Break(type, whole, place, (parent, last) => Put(parent, last, ""));
                Break(type, whole, place, Remove);
            }
        }

        void Break(string type, JsonNode whole, object[] place, Action<JsonNode, object> damage)
        {
            var broken = whole.DeepClone();
            damage(place[..^1].Aggregate(broken, (node, part) => part is int index ? node[index]! : node[(string)part]!), place[^1]);
            _stream.AppendRaw(kind, id, type, Encoding.UTF8.GetBytes(broken.ToJsonString()));
        }
    }

    private static IEnumerable<object[]> PlacesIn(JsonNode? node)
    {
        IEnumerable<(object Part, JsonNode? Node)> parts = node switch
        {
            JsonObject whole => whole.Select(member => ((object)member.Key, member.Value)),
            JsonArray whole => whole.Select((item, index) => ((object)index, item)),
            _ => [],
        };
        return parts.SelectMany(part => PlacesIn(part.Node).Select(place => (object[])[part.Part, .. place]).Prepend([part.Part]));
    }

    private static void Put(JsonNode parent, object part, JsonNode? value)
    {
        if (part is int index)
            parent[index] = value;
        else
            parent[(string)part] = value;
    }

    private static void Remove(JsonNode parent, object part)
    {
        if (part is int index)
            parent.AsArray().RemoveAt(index);
        else
            parent.AsObject().Remove((string)part);
    }
}
