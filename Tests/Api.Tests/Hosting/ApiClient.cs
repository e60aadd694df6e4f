using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Marketplace.Api.Tests.Hosting;

/// <summary>Speaks HTTP to the API as a client would.</summary>
internal static class ApiClient
{
    private static int _names;

    /// <summary>A name that no other test has.</summary>
    public static string Name(string prefix) => $"{prefix}-{Interlocked.Increment(ref _names)}";

    public static Task<Answer> AskAsync(
        this HttpClient http, HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
        => http.AskAsync(method, path, body, static _ => { }, headers);

    /// <summary>Asks, and looks at the response for what an <see cref="Answer"/> has not.</summary>
    public static async Task<Answer> AskAsync(
        this HttpClient http, HttpMethod method, string path, string? body, Action<HttpResponseMessage> look, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request);
        look(response);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(
            response.StatusCode,
            text,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.ETag?.ToString(),
            response.Headers.Location?.ToString(),
            response.Headers.TryGetValues("Idempotent-Replayed", out var replayed) && replayed.Single() == "true",
            response.Headers.RetryAfter?.Delta);
    }

    public static Task<Answer> ReadAsync(this HttpClient http, string path, params (string Name, string Value)[] headers)
        => http.AskAsync(HttpMethod.Get, path, null, headers);

    public static Task<Answer> PostAsync(this HttpClient http, string path, string key, string body)
        => http.AskAsync(HttpMethod.Post, path, body, ("Idempotency-Key", key));

    public static Task<Answer> CreateAsync(this HttpClient http, string path, string body)
        => http.AskAsync(HttpMethod.Put, path, body, ("If-None-Match", "*"));
}

/// <summary>What came back.</summary>
internal sealed record Answer(
    HttpStatusCode Status, string Text, string? MediaType, string? ETag, string? Location, bool Replayed, TimeSpan? RetryAfter)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? Code => Text.Length == 0 ? null : Json["code"]?.GetValue<string>();

    /// <summary>The members that a problem names.</summary>
    public string[] Params => [.. Json["errors"]?.AsArray().Select(error => error!["param"]!.GetValue<string>()) ?? []];
}
