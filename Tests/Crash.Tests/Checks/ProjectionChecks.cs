using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Marketplace.Crash.Tests.Checks;

/// <summary>
/// A query model that lived through crashes equals one that the program builds from the log's first event, row for row. The log is kept
/// whole, so its first event is the shop's first.
/// </summary>
internal static class ProjectionChecks
{
    /// <summary>The models of a program that hosts all services.</summary>
    public static readonly IReadOnlyList<string> All = ["orders", "listing"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="operators">The operators' port of the program.</param>
    /// <param name="folder">The program's folder.</param>
    /// <param name="said">What the program said, for when it fails.</param>
    /// <param name="models">Its models.</param>
    public static async Task CheckAsync(HttpClient operators, string folder, Func<string> said, IReadOnlyList<string> models)
    {
        foreach (var model in models)
            await CheckAsync(operators, folder, said, model);
    }

    private static async Task CheckAsync(HttpClient operators, string folder, Func<string> said, string model)
    {
        // What is compared must be as far as each other: the log's end, and nothing may come meanwhile.
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var before = await OffsetsAsync(operators, model);
            var lived = Dump(folder, model);
            using (var rebuilt = await operators.PostAsync(new Uri($"/operations/projections/{model}/rebuild", UriKind.Relative), null))
                Assert.Equal(HttpStatusCode.NoContent, rebuilt.StatusCode);
            var anew = Dump(folder, model);
            var after = await OffsetsAsync(operators, model);
            if (before.SequenceEqual(after))
            {
                Assert.NotEmpty(lived);
                Assert.Equal(anew, lived);
                return;
            }

            Assert.True(
                Stopwatch.GetElapsedTime(started) < Patience,
                $"'{model}' does not come to the log's end: it is at {string.Join(' ', before)}, and built anew at {string.Join(' ', after)}\n{said()}");
            await Task.Delay(100);
        }
    }

    private static List<string> Dump(string folder, string model)
    {
        using var file = ModelFile.Open(folder, model);
        return file.Dump();
    }

    /// <summary>By partition: everything below is applied.</summary>
    private static async Task<List<long>> OffsetsAsync(HttpClient operators, string model)
    {
        var all = await operators.GetFromJsonAsync<JsonElement>(new Uri("/operations/projections", UriKind.Relative));
        return [.. all.EnumerateArray()
            .Single(progress => progress.GetProperty("name").GetString() == model)
            .GetProperty("offsets").EnumerateArray().Select(offset => offset.GetInt64())];
    }
}
