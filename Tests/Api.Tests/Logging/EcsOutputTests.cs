using System.Text.Json.Nodes;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Logging;

public sealed class EcsOutputTests
{
    [Fact]
    public async Task Where_ECS_is_asked_for_every_line_of_the_output_is_a_JSON_object()
    {
        await using var marketplace = await TestMarketplace.StartAsync(
            null, "--Marketplace:Logging:Format=ecs", "--Logging:LogLevel:Default=Debug", "--demo");
        await marketplace.Http.ReadAsync("/v1/products");

        var lines = marketplace.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();

        Assert.All(lines, line => Assert.NotNull(line["@timestamp"]));
        Assert.All(lines, line => Assert.NotNull(line["log.level"]));
        Assert.Contains(lines, line => line["labels"]!["Data"]?.GetValue<string>() == marketplace.Folder);
    }
}
