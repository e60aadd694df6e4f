using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Http;

/// <summary>Bodies that no table has: random bytes, and good requests with one member replaced by something else.</summary>
public sealed class GarbageTests(MarketplaceFixture marketplace)
{
    private const string Good =
        """{"name":"a","category":"c","sku":"s","description":"d","price":{"amount":"1","currency":"BRL"},"freight":{"amount":"1","currency":"BRL"},"status":"active"}""";

    private static readonly Gen<JsonNode?> Value = Gen.OneOf<JsonNode?>(
        Gen.Const((JsonNode?)null),
        Gen.Bool.Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.Double.Where(double.IsFinite).Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.Long.Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.String.Where(text => !text.Any(char.IsSurrogate)).Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Const((JsonNode?)null).Select(_ => (JsonNode?)new JsonArray(1, "x")),
        Gen.Const((JsonNode?)null).Select(_ => (JsonNode?)new JsonObject { ["x"] = 1 }));

    [Fact]
    public async Task Random_bytes_are_answered_with_a_problem()
    {
        await Gen.Byte.Array[0, 200].SampleAsync(
            async bytes =>
            {
                using var request = Request("/v1/sellers/" + ApiClient.Name("garbage"), bytes);
                using var response = await marketplace.Http.SendAsync(request);
                await AssertAnsweredAsync(response);
                Assert.True(response.StatusCode >= HttpStatusCode.BadRequest);
            },
            iter: 300, threads: 2);
    }

    [Fact]
    public async Task A_product_with_any_member_replaced_is_made_or_refused_by_name()
    {
        var shop = await Shop.OpenAsync(marketplace.Http);
        string[] members = ["name", "category", "sku", "description", "price", "freight", "status"];
        await Gen.Select(Gen.Int[0, members.Length - 1].Select(place => members[place]), Value).SampleAsync(
            async (member, value) =>
            {
                var body = JsonNode.Parse(Good)!.AsObject();
                body[member] = value?.DeepClone();
                using var request = Request($"/v1/sellers/{shop.Seller}/products/{ApiClient.Name("garbage")}", Encoding.UTF8.GetBytes(body.ToJsonString()));
                using var response = await marketplace.Http.SendAsync(request);
                await AssertAnsweredAsync(response);
                if (response.IsSuccessStatusCode)
                    return;
                var errors = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]!.AsArray();
                Assert.Contains(errors, error => error!["param"]!.GetValue<string>().StartsWith(member, StringComparison.Ordinal));
            },
            iter: 300, threads: 2);
    }

    private static HttpRequestMessage Request(string path, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        return request;
    }

    private static async Task AssertAnsweredAsync(HttpResponseMessage response)
    {
        Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, await response.Content.ReadAsStringAsync());
        if (!response.IsSuccessStatusCode)
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }
}
