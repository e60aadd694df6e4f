using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Api.Tests.Hosting;
using Marketplace.Api.Tests.Http.EveryRoute;

namespace Marketplace.Api.Tests.OpenApi;

/// <summary>Every operation of the document shows what it answers, and that is what the schema beside it says.</summary>
public sealed class AnswerExampleTests(MarketplaceFixture marketplace)
{
    [Fact]
    public async Task Every_answer_with_a_body_has_an_example_of_its_schema()
    {
        var document = await DocumentAsync();

        foreach (var (name, body) in Bodies(document))
        {
            Assert.True(body["example"] is not null, $"{name} has no example");
            Assert.Empty(JsonSchema.Wrong(document, body["schema"]!, body["example"], name));
        }
    }

    [Fact]
    public async Task Every_operation_has_an_example_for_its_success_or_says_that_there_is_no_body()
    {
        foreach (var operation in Operation.Of(await DocumentAsync()))
        {
            var done = operation.Responses.Where(response => response.Key.StartsWith('2')).ToList();
            Assert.True(
                done.Count > 0 && done.All(response => response.Key == "204" || response.Value!["content"]?["application/json"]?["example"] is not null),
                operation.ToString());
        }
    }

    [Fact]
    public async Task Every_example_of_success_is_read_as_what_it_is_an_example_of()
    {
        foreach (var (name, body) in Bodies(await DocumentAsync()).Where(body => !body.Name.EndsWith("problem+json", StringComparison.Ordinal)))
        {
            var id = body["schema"]!["$ref"]!.GetValue<string>().Split('/')[^1];
            var type = ApiJson.Default.GetTypeInfo(typeof(ApiJson).Assembly.GetTypes().Single(type => type.Name == id))!;
            var read = JsonSerializer.Deserialize(body["example"]!.ToJsonString(), type);
            Assert.True(JsonNode.DeepEquals(body["example"], JsonSerializer.SerializeToNode(read, type)), name);
        }
    }

    [Fact]
    public async Task Every_example_of_a_problem_is_one_of_its_status()
    {
        foreach (var operation in Operation.Of(await DocumentAsync()))
        {
            foreach (var (status, response) in operation.Responses)
            {
                if (response!["content"]?["application/problem+json"]?["example"] is not { } problem)
                    continue;
                Assert.Equal(status, problem["status"]!.GetValue<int>().ToString(CultureInfo.InvariantCulture));
                var codes = ProblemCodes.OfStatus(problem["status"]!.GetValue<int>());
                Assert.All(
                    [problem["code"]!, .. problem["errors"]?.AsArray().Select(error => error!["code"]!) ?? []],
                    code => Assert.Contains(code.GetValue<string>(), codes));
            }
        }
    }

    [Fact]
    public async Task What_is_read_is_as_its_schema_says()
    {
        var document = await DocumentAsync();
        var good = await GoodRequests.MakeAsync(marketplace.Http);

        foreach (var operation in Operation.Of(document).Where(operation => operation.Method == "GET"))
        {
            var answer = await marketplace.Http.ReadAsync(good.PathOf(operation));
            Assert.Equal((operation.Id, HttpStatusCode.OK), (operation.Id, answer.Status));
            Assert.Empty(JsonSchema.Wrong(document, operation.Responses["200"]!["content"]!["application/json"]!["schema"]!, answer.Json, operation.Id));
        }
    }

    private async Task<JsonNode> DocumentAsync() => (await marketplace.Http.ReadAsync("/openapi/v1.json")).Json;

    private static IEnumerable<(string Name, JsonNode Body)> Bodies(JsonNode document)
        => from operation in Operation.Of(document)
           from response in operation.Responses
           from body in response.Value!["content"]?.AsObject() ?? []
           select ($"{operation} {response.Key} {body.Key}", body.Value!);
}
