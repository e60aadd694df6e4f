using System.Net;
using System.Text.Json;

namespace Marketplace.Crash.Tests.Hosting;

/// <summary>An answer of the API.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body; undefined where it has none.</param>
/// <param name="Tries">How often the request was sent.</param>
internal readonly record struct Answer(HttpStatusCode Status, JsonElement Body, int Tries)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>A member's text; null where there is none.</summary>
    public string? Text(string name)
        => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) ? value.GetString() : null;
}
