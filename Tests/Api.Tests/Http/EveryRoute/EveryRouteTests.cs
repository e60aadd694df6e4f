using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Entities;

namespace Marketplace.Api.Tests.Http.EveryRoute;

/// <summary>
/// Every operation of the OpenAPI document is sent everything that makes no sense, one thing at a time in a request that is good
/// otherwise. Each is answered 4xx with a problem that names what is wrong, as the document says; nothing is changed, and nothing
/// logged as an error.
/// </summary>
public sealed class EveryRouteTests : IAsyncLifetime
{
    private static readonly string Long = new('x', 10_000);

    private readonly List<string> _failures = [];
    private TestMarketplace _marketplace = null!;
    private HttpClient _http = null!;
    private JsonNode _document = null!;
    private IReadOnlyList<Operation> _operations = [];
    private GoodRequests _good = null!;

    public async ValueTask InitializeAsync()
    {
        _marketplace = await TestMarketplace.StartAsync(null, "--Marketplace:Stock:AskAfter=00:00:01");

        // Header values beyond ASCII are sent as they are, which .NET's client refuses otherwise.
        _http = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 })
        {
            BaseAddress = _marketplace.Http.BaseAddress,
        };
        _document = (await _http.ReadAsync("/openapi/v1.json")).Json;
        _operations = Operation.Of(_document);
        _good = await GoodRequests.MakeAsync(_http);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _marketplace.DisposeAsync();
    }

    [Fact]
    public Task Ids_that_are_none_are_named() => NothingChangesAsync(async () =>
    {
        string[] none = ["a%20b", "%F0%9F%98%80", "caf%C3%A9", "%ED%A0%80", "om:1.1:7", "a.b", "%25", "-1.5", "%27", new('x', 65), Long];
        foreach (var operation in _operations)
        {
            foreach (var parameter in operation.PathParameters)
            {
                foreach (var id in none)
                    await AskAsync(operation, _good.PathOf(operation, parameter, id), 422, parameter);
            }
        }
    });

    [Fact]
    public Task Ids_of_nothing_are_404_and_named() => NothingChangesAsync(async () =>
    {
        // Taking out of a cart what is not in it leaves the cart as it was to be: done, not missing.
        foreach (var operation in _operations.Where(operation => operation.Id != "RemoveCartItem"))
        {
            foreach (var parameter in operation.PathParameters)
                await AskAsync(operation, _good.PathOf(operation, parameter, "nobody-1"), 404, null);
        }
    });

    [Fact]
    public Task Parameters_that_make_no_sense_are_named() => NothingChangesAsync(async () =>
    {
        foreach (var operation in _operations)
        {
            var path = _good.PathOf(operation);
            var and = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            await AskAsync(operation, $"{path}{and}no-such-parameter=1", 400, "no-such-parameter");
            foreach (var parameter in operation.QueryParameters)
            {
                var name = Operation.NameOf(parameter);
                path = _good.PathOf(operation).Split('?')[0] + (name != "sellerId" && operation.Id == "ListPackages" ? "?sellerId=s&" : "?");
                await AskAsync(operation, $"{path}{name}=1&{name}=1", 400, name);
                await AskAsync(operation, $"{path}{name}=", 400, name);
                await AskAsync(operation, path + name, 400, name);
                foreach (var value in ValuesFor(parameter))
                    await AskAsync(operation, $"{path}{name}={value}", name == "cursor" ? 400 : 422, name);
            }
        }
    });

    [Fact]
    public Task Keys_that_are_none_are_named() => NothingChangesAsync(async () =>
    {
        foreach (var operation in _operations.Where(operation => operation.NeedsKey))
        {
            foreach (var key in new[] { null, "", "a b", "\u00e9", new('x', 256), Long })
                await AskAsync(operation, _good.PathOf(operation), 400, "Idempotency-Key", headers: GoodRequests.HeadersOf(operation, "Idempotency-Key", key));
        }
    });

    [Fact]
    public Task Versions_that_are_none_or_stale_are_named() => NothingChangesAsync(async () =>
    {
        foreach (var operation in _operations.Where(operation => operation.TakesVersion))
        {
            foreach (var tag in new[] { "17", "*", "\"1\", \"2\"", "\u00e9", Long })
                await AskAsync(operation, _good.PathOf(operation), 400, "If-Match", headers: GoodRequests.HeadersOf(operation, "If-Match", tag));
            foreach (var tag in new[] { "\"99999\"", "W/\"1\"", "\"-1\"", $"\"{new string('9', 40)}\"", "\"\"", "\"abc\"" })
                await AskAsync(operation, _good.PathOf(operation), 412, "If-Match", headers: GoodRequests.HeadersOf(operation, "If-Match", tag));
        }

        foreach (var operation in _operations.Where(operation => operation.TakesVersion && operation.Id != "ChangePrice"))
            await AskAsync(operation, _good.PathOf(operation), 428, "If-Match", headers: GoodRequests.HeadersOf(operation, "If-Match", null));
    });

    [Fact]
    public Task Bodies_that_make_no_sense_are_refused() => NothingChangesAsync(async () =>
    {
        var deep = $$"""{"deep":{{new string('[', 5_000)}}{{new string(']', 5_000)}}}""";
        string[] none = ["", "null", "[]", "\"text\"", "7", "1e400", "{", "{} trailing", "{,}", "// no\n{}", deep, "\0", "{\"\\ud800\":1}", "NaN"];
        foreach (var operation in _operations.Where(operation => operation.Body is not null))
        {
            foreach (var body in none)
                await AskAsync(operation, _good.PathOf(operation), 400, null, body);
            await AskAsync(operation, _good.PathOf(operation), 400, "no-such-member", """{"no-such-member":1}""");
            await AskAsync(operation, _good.PathOf(operation), 415, null, type: "text/plain");
            await AskAsync(operation, _good.PathOf(operation), 415, null, type: "application/json; charset=utf-16");
            await AskAsync(operation, _good.PathOf(operation), 413, null, $$"""{"no-such-member":"{{new string('x', 1 << 20)}}"}""", expectContinue: true);
        }
    });

    [Fact]
    public Task Members_that_make_no_sense_are_named() => NothingChangesAsync(async () =>
    {
        foreach (var operation in _operations.Where(operation => operation.Body is not null))
        {
            var good = GoodRequests.Bodies[operation.Id];
            foreach (var member in Member.Of(_document, operation.Body!))
            {
                foreach (var value in ValuesFor(member))
                    await AskAsync(operation, _good.PathOf(operation), null, member.Name, member.Put(good, value));
                var last = member.Path[^1];
                var twice = member.Put(good, $"null,\"{last}\":null");
                await AskAsync(operation, _good.PathOf(operation), 400, member.Name, twice);
            }
        }
    });

    private static string[] ValuesFor(JsonObject parameter)
    {
        var schema = parameter["schema"]!;
        var name = Operation.NameOf(parameter);
        string[] always = ["%00", Long];
        if (schema["type"]!.GetValue<string>() is "integer" or "boolean" || schema["enum"] is not null)
            return [.. always, "-1", "1.5", "x", "null", "99999999999999999999", "%20", "TRUE"];
        return name switch
        {
            "minPrice" or "maxPrice" => [.. always, "-1", "x", "1e3", ".5", "5.", "1,5", "99999999999999999999999999999999999", "%2B1"],
            "createdAfter" => [.. always, "yesterday", "2026-01-01", "2026-01-01T00:00:00", "2026-13-01T00:00:00Z", "Tuesday", "1767225600"],
            "currency" => [.. always, "brl", "XXX", "BR", "986"],
            "cursor" => [.. always, "x", "%21%21", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"],
            "sellerId" or "customerId" => [.. always, "a%20b", "a:b", "%F0%9F%98%80"],
            _ => always,
        };
    }

    private static string[] ValuesFor(Member member)
    {
        string[] textual = ["7", "true", "[]", "{}", "\"a\\u0000b\"", "\"a\\ud800b\"", $"\"{Long}\""];
        string[] numeric = ["\"3\"", "1.5", "1e400", "99999999999999999999", "true", "[]", "{}", "-99999999999999"];
        return member.Type switch
        {
            "object" => ["7", "\"x\"", "[]", "true"],
            "integer" => numeric,
            "array" => ["7", "\"x\"", "{}", "true", "[7]", "[null]", "[[]]", "[\"\"]", "[\"a b\"]", "[\"a\",\"a\"]", $"[\"{Long}\"]", "[1,2,3,4,5,6]"],
            _ => (member.Path[^1]) switch
            {
                "amount" => [.. textual, "\"\"", "\"-1\"", "\"-0\"", "\"1e3\"", "\"NaN\"", "\".5\"", "\"1.0000001\"", $"\"{new string('9', 40)}\"", "null"],
                "currency" => [.. textual, "\"\"", "\"XXX\"", "\"brl\"", "null"],
                "type" or "status" => [.. textual, "\"\"", "\"no-such-word\""],
                "country" => [.. textual, "\"\"", "\"Brazil\"", "\"br\""],
                "percent" => [.. textual, "\"\"", "\"0\"", "\"-1\"", "\"100.01\"", "\"1e1\"", "\"0.00001\"", "\"NaN\""],
                "validFrom" or "validUntil" => [.. textual, "\"\"", "\"tomorrow\"", "\"2026-01-01\"", "\"2026-13-01T00:00:00Z\"", "\"1767225600\""],
                "customerId" => [.. textual, "\"\"", "\"a b\"", "\"om:1.1:7\""],
                "name" or "street" or "city" => [.. textual, "\"\"", "\"   \""],
                _ => textual,
            },
        };
    }

    private async Task NothingChangesAsync(Func<Task> ask)
    {
        // What was told before travels on, and hints fly by themselves after a while: all is still once that has gone by without a change, and no item
        // has yet to note that it looks after nothing any more.
        var hints = _marketplace.Services.GetRequiredService<IOptions<EntityOptions>>().Value.LazyDelay;
        List<string> before = [];
        await Eventually.HoldsAsync(async () =>
        {
            before = await VersionsAsync();
            await Task.Delay(hints * 2);
            return before.SequenceEqual(await VersionsAsync()) && !await IsStockWatchedAsync();
        });

        await ask();

        Assert.True(_failures.Count == 0, $"{_failures.Count} of them:\n{string.Join('\n', _failures.Take(60))}");
        Assert.Equal(before, await VersionsAsync());
        Assert.DoesNotContain(" ERR ", _marketplace.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" WRN Marketplace", _marketplace.Output, StringComparison.Ordinal);
    }

    private async Task<bool> IsStockWatchedAsync()
    {
        await foreach (var (entity, _, _) in _marketplace.Services.GetRequiredService<IEntityStore>().UnfinishedAsync())
        {
            if (entity.Kind == "stock")
                return true;
        }

        return false;
    }

    private async Task<List<string>> VersionsAsync()
    {
        string[] kinds = ["cart", "catalog", "customer", "key-space", "order", "seller", "shipments", "stock", "voucher"];
        var store = _marketplace.Services.GetRequiredService<IEntityStore>();
        var versions = new List<string>();
        foreach (var kind in kinds)
        {
            await foreach (var entity in store.ScanAsync(kind, null, CancellationToken.None))
                versions.Add($"{entity.Key} {entity.Head.Version}");
        }

        return versions;
    }

    private async Task AskAsync(
        Operation operation, string path, int? status, string? param, string? body = null, string type = "application/json",
        (string Name, string Value)[]? headers = null, bool expectContinue = false)
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), path);
        if ((body ?? GoodRequests.BodyOf(operation)) is { } content)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            request.Headers.ExpectContinue = expectContinue;
        }

        foreach (var (name, value) in headers ?? GoodRequests.HeadersOf(operation))
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if ((WrongWith(response, text, status, param) ?? UnsaidOf(operation, response, text)) is { } wrong)
            _failures.Add($"{operation} as {Short(path)} {Short(body)} {Short(string.Join(' ', headers ?? []))}: {wrong}");
    }

    private static string? WrongWith(HttpResponseMessage response, string text, int? status, string? param)
    {
        var answered = (int)response.StatusCode;
        if (answered is < 400 or >= 500 || (status ?? answered) != answered)
            return $"answered {answered}, not {status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "4xx"}: {Short(text)}";
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return "no problem is told";
        var problem = JsonNode.Parse(text)!;
        var named = problem["errors"]?.AsArray().Select(error => error!["param"]!.GetValue<string>()).ToArray() ?? [];
        var isNamed = param is null
            ? response.StatusCode != HttpStatusCode.NotFound || named.Length > 0
            : named.Any(name => name == param || name.StartsWith(param + ".", StringComparison.Ordinal) || name.StartsWith(param + "[", StringComparison.Ordinal));
        if (!isNamed)
            return $"{param ?? "nothing"} is not named in {Short(text)}";
        return text.Contains("System.", StringComparison.Ordinal) || text.Contains("   at ", StringComparison.Ordinal) ? $"tells of our code: {Short(text)}" : null;
    }

    // The document has each status, and with it each code.
    private static string? UnsaidOf(Operation operation, HttpResponseMessage response, string text)
    {
        var status = ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (operation.Responses[status] is not { } described)
            return $"the document does not have its {status}";
        var code = JsonNode.Parse(text)!["code"]!.GetValue<string>();
        return described["description"]!.GetValue<string>().Contains(code, StringComparison.Ordinal) ? null : $"the document does not have {code} at its {status}";
    }

    private static string Short(string? text) => text is null ? "" : text.Length <= 300 ? text : text[..300] + "…";
}
