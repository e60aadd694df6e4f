using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Http.EveryRoute;

/// <summary>For each operation a request that would do something, so that what is put into it is all that is wrong.</summary>
internal sealed class GoodRequests
{
    private const string Money = """{"amount":"1","currency":"BRL"}""";
    private const string Person = $$"""{"name":"a","email":"e","phone":"1","address":{{Shop.Address}}}""";

    private readonly Dictionary<string, string> _names = [];

    public static IReadOnlyDictionary<string, string> Bodies { get; } = new Dictionary<string, string>
    {
        ["PutProduct"] = $$"""{"name":"a","price":{{Money}},"freight":{{Money}}}""",
        ["PatchProduct"] = """{"name":"changed"}""",
        ["ChangePrice"] = $$"""{"price":{{Money}}}""",
        ["PutStock"] = """{"onHand":7}""",
        ["AdjustStock"] = """{"delta":3,"reason":"found"}""",
        ["CreateCart"] = """{"customerId":"ana"}""",
        ["SetCartItem"] = """{"quantity":9}""",
        ["Checkout"] = Shop.Checkout(),
        ["PutVoucher"] = $$"""{"discount":{{Money}},"limit":5}""",
        ["CancelOrder"] = """{"reason":"r"}""",
        ["ShipPackage"] = """{"carrier":"c","trackingNumber":"t"}""",
        ["DeliverPackage"] = "{}",
        ["PutSeller"] = Person,
        ["PatchSeller"] = Person,
        ["CreateCustomer"] = Person,
        ["PatchCustomer"] = Person,
    };

    /// <summary>Makes a shop, a filled cart, an order with its package and a customer.</summary>
    public static async Task<GoodRequests> MakeAsync(HttpClient http)
    {
        var requests = new GoodRequests();
        var shop = await Shop.OpenAsync(http);
        var order = await shop.BuyAsync();
        var package = (await http.ReadAsync($"/v1/orders/{order}")).Json["bySeller"]![0]!["packageId"]!.GetValue<string>();
        await Eventually.HoldsAsync(async () => (await http.ReadAsync($"/v1/packages/{package}")).Text.Length > 0);
        var customer = (await http.PostAsync("/v1/customers", ApiClient.Name("customer"), Person)).Json["customerId"]!.GetValue<string>();
        (requests._names["sellerId"], requests._names["productId"]) = (shop.Seller, Shop.Product);
        (requests._names["orderId"], requests._names["packageId"]) = (order, package);
        (requests._names["cartId"], requests._names["customerId"]) = (await shop.FillCartAsync(2), customer);
        requests._names["voucherId"] = ApiClient.Name("voucher");
        await http.CreateAsync($"/v1/vouchers/{requests._names["voucherId"]}", Bodies["PutVoucher"]);
        return requests;
    }

    /// <summary>The operation's path with the names of what is there, and some other instead of one of them.</summary>
    public string PathOf(Operation operation, string? parameter = null, string? value = null)
    {
        var path = operation.PathParameters.Aggregate(operation.Path, (path, name)
            => path.Replace($"{{{name}}}", name == parameter ? value : _names[name], StringComparison.Ordinal));
        return operation.Id == "ListPackages" ? $"{path}?sellerId={_names["sellerId"]}" : path;
    }

    public static string? BodyOf(Operation operation) => operation.Body is null ? null : Bodies[operation.Id];

    /// <summary>The headers that the operation needs, and one of them as is said.</summary>
    public static (string Name, string Value)[] HeadersOf(Operation operation, string? header = null, string? value = null)
    {
        var headers = new List<(string Name, string Value)>();
        if (operation.NeedsKey && header != "Idempotency-Key")
            headers.Add(("Idempotency-Key", ApiClient.Name("every-route")));
        if (operation.TakesVersion && header != "If-Match")
            headers.Add(("If-Match", "\"1\""));
        if (header is not null && value is not null)
            headers.Add((header, value));
        return [.. headers];
    }
}
