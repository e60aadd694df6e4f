using System.Text.Json.Nodes;

namespace Marketplace.Api.OpenApi;

/// <summary>A body for each operation that takes one, as the page to try the API at offers it.</summary>
internal static class RequestExamples
{
    private const string Address = """{"name":"Ana Lima","street":"Avenida Central 7","city":"Curitiba","postalCode":"80010-000","country":"BR"}""";
    private const string Price = """{"amount":"189.90","currency":"BRL"}""";

    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["PutProduct"] = $$"""{"name":"Desk lamp, brass","category":"Light","price":{{Price}},"freight":{"amount":"18.00","currency":"BRL"} }""",
        ["PatchProduct"] = """{"description":"Two joints, warm light.","status":"active"}""",
        ["ChangePrice"] = $$"""{"price":{{Price}}}""",
        ["PutStock"] = """{"onHand":40}""",
        ["AdjustStock"] = """{"delta":5,"reason":"found behind the shelf"}""",
        ["CreateCart"] = """{"customerId":"ana"}""",
        ["SetCartItem"] = """{"quantity":2}""",
        ["Checkout"] = $$"""{"address":{{Address}},"payment":{"type":"card","card":{"number":"4242424242424242","holder":"Ana Lima","expiry":"1230","securityCode":"123"} } }""",
        ["PutVoucher"] = """{"percent":"10","minimum":{"amount":"100.00","currency":"BRL"},"validUntil":"2026-12-31T23:59:59Z","limit":500}""",
        ["CancelOrder"] = """{"reason":"ordered twice"}""",
        ["ShipPackage"] = """{"carrier":"Correios","trackingNumber":"BR123456789"}""",
        ["DeliverPackage"] = "{}",
        ["PutSeller"] = $$"""{"name":"Lumen","companyName":"Lumen Ltda.","email":"lumen@example.com","address":{{Address}}}""",
        ["PatchSeller"] = """{"phone":"+55 41 5550 0100"}""",
        ["CreateCustomer"] = $$"""{"name":"Ana Lima","email":"ana@example.com","address":{{Address}}}""",
        ["PatchCustomer"] = """{"phone":"+55 41 5550 0199"}""",
    };

    /// <summary>An operation's example, or null.</summary>
    public static JsonNode? Of(string? operationId)
        => operationId is not null && Bodies.TryGetValue(operationId, out var body) ? JsonNode.Parse(body) : null;
}
