using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Api.Tests.Hosting;
using Marketplace.Api.Tests.Http.EveryRoute;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Marketplace.Api.Tests.OpenApi;

public sealed class OpenApiDocumentTests(MarketplaceFixture marketplace)
{
    [Fact]
    public async Task The_document_is_valid()
    {
        var text = await marketplace.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));

        var read = OpenApiDocument.Parse(text, "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.StartsWith("3.1", JsonNode.Parse(text)!["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_route_of_the_api_is_in_it_and_nothing_else()
    {
        // The dashboard has its routes from the first look on: they are the operators'.
        await marketplace.Marketplace.Operators.GetStringAsync(new Uri("/dashboard/", UriKind.Relative));
        Assert.Equal(404, (int)(await marketplace.Http.ReadAsync("/dashboard/")).Status);

        var document = (await marketplace.Http.ReadAsync("/openapi/v1.json")).Json;

        var described = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));
        var routes = marketplace.Marketplace.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {route.RoutePattern.RawText!.TrimEnd('/')}"));

        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_says_what_it_is_and_how_it_fails()
    {
        var document = (await marketplace.Http.ReadAsync("/openapi/v1.json")).Json;

        foreach (var operation in document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(pair => pair.Value!))
        {
            Assert.NotEmpty(operation["summary"]!.GetValue<string>());
            Assert.NotEmpty(operation["operationId"]!.GetValue<string>());
            var responses = operation["responses"]!.AsObject();
            Assert.All(["400", "500", "503"], status => Assert.NotNull(responses[status]!["content"]!["application/problem+json"]));
            Assert.Contains(responses, response => response.Key.StartsWith('2'));
        }
    }

    [Fact]
    public async Task Every_body_has_an_example_that_the_api_takes()
    {
        var document = (await marketplace.Http.ReadAsync("/openapi/v1.json")).Json;
        var good = await GoodRequests.MakeAsync(marketplace.Http);

        foreach (var operation in Operation.Of(document).Where(operation => operation.Body is not null && Member.Of(document, operation.Body).Any()))
        {
            var example = document["paths"]![operation.Path]![operation.Method.ToLowerInvariant()]!["requestBody"]!["content"]!["application/json"]!["example"]!;
            var answer = await marketplace.Http.AskAsync(
                new HttpMethod(operation.Method), good.PathOf(operation), example.ToJsonString(), GoodRequests.HeadersOf(operation));
            Assert.False(answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity, $"{operation}: {answer.Text}");
        }
    }

    [Fact]
    public async Task Money_is_described_as_it_is_written()
    {
        var schemas = (await marketplace.Http.ReadAsync("/openapi/v1.json")).Json["components"]!["schemas"]!;

        var money = schemas["Money"]!;
        Assert.Equal("string", money["properties"]!["amount"]!["type"]!.GetValue<string>());
        Assert.Equal("integer", schemas["StockReply"]!["properties"]!["onHand"]!["type"]!.GetValue<string>());
        Assert.DoesNotContain("\"oneOf\"", schemas.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_a_page_to_try_it_at()
    {
        var answer = await marketplace.Http.ReadAsync("/docs/");

        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.Status, answer.MediaType));
    }
}
