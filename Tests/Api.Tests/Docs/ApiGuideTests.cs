using System.Reflection;
using System.Text.RegularExpressions;
using Marketplace.Api.Http;
using Marketplace.Api.Tests.Hosting;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Api.Tests.Docs;

/// <summary>Holds <c>docs/api.md</c> to the running program.</summary>
public sealed partial class ApiGuideTests(MarketplaceFixture marketplace)
{
    // Between a cart and its order only; on the operators' port only.
    private static readonly string[] NotForClients = [RefusalCodes.OrderNever, ProblemCodes.Unauthorized];

    [Fact]
    public async Task Its_routes_are_those_of_the_program()
    {
        var document = (await marketplace.Http.ReadAsync("/openapi/v1.json")).Json;

        var there = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));
        var written = Route().Matches(await GuideAsync()).Select(match => match.Groups["route"].Value);

        Assert.Equal(there.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_codes_are_those_of_the_program()
    {
        var there = new[] { typeof(ProblemCodes), typeof(RefusalCodes) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy))
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Except(NotForClients);

        var written = (await CodesAsync()).Select(code => code.Code);

        Assert.Equal(there.Distinct().Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_codes_come_with_the_status_that_it_says()
    {
        foreach (var (code, status) in await CodesAsync())
        {
            // What has no operation is in no operation's description.
            if (code is not (ProblemCodes.RouteUnknown or ProblemCodes.MethodNotAllowed))
                Assert.Contains(code, ProblemCodes.OfStatus(status));
        }
    }

    [Fact]
    public async Task Its_limits_are_those_of_the_program()
    {
        var guide = await GuideAsync();

        Assert.Equal(1 << 20, RequestBody.MaxBytes);
        Assert.Contains("| body | 1 MiB,", guide, StringComparison.Ordinal);
        Assert.Contains($"1 to {QueryParameters.MaxLimit}, {QueryParameters.DefaultLimit} when left out", guide, StringComparison.Ordinal);
        Assert.Contains($"Ids** have 1 to {Checks.MaxIdLength} letters", guide, StringComparison.Ordinal);
        Assert.Contains($"{CartLimits.MaxLines:N0}, each up to {CartLimits.MaxQuantity:N0} units", guide, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_first_steps_work()
    {
        Assert.SkipUnless(Shell.IsThere, "The guide's shell is not on this system.");
        await using var marketplace = await TestMarketplace.StartAsync();

        await Shell.RunAsync(Shell.ScriptOf(await GuideAsync()), marketplace);

        Assert.Equal(15, (await marketplace.Http.ReadAsync("/v1/sellers/acme/stock/anvil")).Json["onHand"]!.GetValue<int>());
        var product = (await marketplace.Http.ReadAsync("/v1/sellers/acme/products/anvil")).Json;
        Assert.Equal("Falls well.", product["description"]!.GetValue<string>());
    }

    [Fact]
    public async Task Its_example_of_a_problem_is_one()
    {
        var answer = await marketplace.Http.AskAsync(HttpMethod.Put, "/v1/carts/c/items/s/p", """{"quantity":0}""");

        var requestId = answer.Json["requestId"]!.GetValue<string>();
        var example = Problem().Match(await GuideAsync()).Groups["json"].Value.Replace("0HNQB6D7VBJ4L:00000001", requestId, StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.Nodes.JsonNode.Parse(example)!.ToJsonString(), answer.Json.ToJsonString());
    }

    private static Task<string> GuideAsync() => Shell.ReadAsync("docs/api.md");

    private static async Task<IEnumerable<(string Code, int Status)>> CodesAsync()
        => Code().Matches(await GuideAsync()).Select(match => (
            match.Groups["code"].Value, int.Parse(match.Groups["status"].Value, System.Globalization.CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"^\| `(?<route>[A-Z]+ /v1/[^`]*)` \|", RegexOptions.Multiline)]
    private static partial Regex Route();

    [GeneratedRegex(@"^\| `(?<code>[a-zA-Z.]+)` \| (?<status>[0-9]{3}) \|", RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"```json\n(?<json>[^`]*)```")]
    private static partial Regex Problem();
}
