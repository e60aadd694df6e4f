using System.Globalization;
using System.Text.Json.Nodes;

namespace Marketplace.LoadTests.Tests.Stub;

/// <summary>A marketplace in memory that keeps the contract, as far as a load generator can tell.</summary>
internal sealed class StubBooks
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<JsonNode>> _carts = [];
    private readonly Dictionary<(string Customer, string Transaction), List<JsonNode>> _history = [];
    private readonly SortedDictionary<int, List<JsonObject>> _entries = [];
    private long _stock;
    private long _sold;

    public long Paid { get; private set; }

    public StubReply Handle(StubRequest request)
    {
        lock (_lock)
        {
            return (request.Method, request.Segments) switch
            {
                ("PATCH", ["cleanup"]) => Cleanup(),
                ("POST", ["stock"]) => AddStock(Json(request)["qty_available"]!.GetValue<int>()),
                ("POST", ["seller" or "customer" or "product"]) => new StubReply(201),
                ("PATCH" or "PUT", ["product"]) => new StubReply(202),
                ("PATCH", ["cart", var customer, "add"]) => Add(customer, Json(request)),
                ("PATCH", ["cart", var customer, "seal"]) => Seal(customer),
                ("POST", ["cart", var customer, "checkout"]) => CheckOut(customer, Json(request)["instanceId"]!.GetValue<string>()),
                ("GET", ["cart", var customer, "history", var transaction]) => History(customer, transaction),
                ("GET", ["seller", "dashboard", var seller]) => Dashboard(int.Parse(seller, CultureInfo.InvariantCulture)),
                ("PATCH", ["shipment", _]) => Deliver(),
                _ => new StubReply(404),
            };
        }
    }

    public JsonObject Invariants()
    {
        lock (_lock)
        {
            return new JsonObject
            {
                ["holds"] = true,
                ["consistent"] = true,
                ["violations"] = new JsonArray(),
                ["orders"] = new JsonObject { ["paid"] = Paid },
                ["captures"] = new JsonObject { ["count"] = Paid, ["amount"] = "0.00" },
                ["stock"] = new JsonObject { ["onHand"] = _stock - _sold, ["reserved"] = 0L, ["sold"] = _sold },
                ["awaitedPackages"] = 0L,
            };
        }
    }

    private static JsonNode Json(StubRequest request) => JsonNode.Parse(request.Body)!;

    private StubReply Cleanup()
    {
        _carts.Clear();
        _history.Clear();
        _entries.Clear();
        (_stock, _sold, Paid) = (0, 0, 0);
        return new StubReply(200);
    }

    private StubReply AddStock(int units)
    {
        _stock += units;
        return new StubReply(201);
    }

    private StubReply Add(string customer, JsonNode item)
    {
        if (!_carts.TryGetValue(customer, out var cart)) _carts.Add(customer, cart = []);
        if (cart.Find(line => Same("SellerId", line) && Same("ProductId", line)) is { } there)
            there["Quantity"] = there["Quantity"]!.GetValue<int>() + item["Quantity"]!.GetValue<int>();
        else
            cart.Add(item);
        return new StubReply(200);

        bool Same(string name, JsonNode line) => line[name]!.GetValue<int>() == item[name]!.GetValue<int>();
    }

    private StubReply Seal(string customer)
    {
        _carts.Remove(customer);
        return new StubReply(200);
    }

    private StubReply CheckOut(string customer, string transaction)
    {
        if (_history.ContainsKey((customer, transaction))) return new StubReply(200);
        if (!_carts.Remove(customer, out var cart)) return new StubReply(409);
        _history.Add((customer, transaction), cart);
        Paid++;
        foreach (var item in cart) Sell(customer, transaction, item);
        return new StubReply(200);
    }

    private void Sell(string customer, string transaction, JsonNode item)
    {
        var seller = item["SellerId"]!.GetValue<int>();
        var quantity = item["Quantity"]!.GetValue<int>();
        var amount = item["UnitPrice"]!.GetValue<decimal>() * quantity;
        var freight = item["FreightValue"]!.GetValue<decimal>();
        _sold += quantity;
        if (!_entries.TryGetValue(seller, out var entries)) _entries.Add(seller, entries = []);
        entries.Add(new JsonObject
        {
            ["natural_key"] = $"{customer}|{transaction}",
            ["seller_id"] = seller,
            ["total_items"] = amount,
            ["total_amount"] = amount,
            ["total_incentive"] = 0,
            ["total_invoice"] = amount + freight,
            ["freight_value"] = freight,
        });
    }

    private StubReply History(string customer, string transaction) => _history.TryGetValue((customer, transaction), out var items)
        ? new StubReply(200, new JsonArray([.. items.Select(item => item.DeepClone())]).ToJsonString())
        : new StubReply(404);

    private StubReply Dashboard(int seller)
    {
        var entries = _entries.GetValueOrDefault(seller, []);
        var view = new JsonObject
        {
            ["seller_id"] = seller,
            ["count_orders"] = entries.Select(entry => entry["natural_key"]!.GetValue<string>()).Distinct().Count(),
            ["count_items"] = entries.Count,
            ["total_amount"] = Sum("total_amount"),
            ["total_freight"] = Sum("freight_value"),
            ["total_incentive"] = 0,
            ["total_invoice"] = Sum("total_invoice"),
            ["total_items"] = Sum("total_items"),
        };
        var dashboard = new JsonObject { ["sellerView"] = view, ["orderEntries"] = new JsonArray([.. entries.Select(entry => entry.DeepClone())]) };
        return new StubReply(200, dashboard.ToJsonString());

        decimal Sum(string name) => entries.Sum(entry => entry[name]!.GetValue<decimal>());
    }

    private StubReply Deliver()
    {
        foreach (var entries in _entries.Values.Where(entries => entries.Count > 0).Take(10))
        {
            var oldest = entries[0]["natural_key"]!.GetValue<string>();
            entries.RemoveAll(entry => entry["natural_key"]!.GetValue<string>() == oldest);
        }
        return new StubReply(202);
    }
}
