using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Checks;

/// <summary>
/// A query model that lived through crashes equals one that the program builds from the log's first event, row for row. The log is kept
/// whole, so its first event is the shop's first.
/// </summary>
internal static class ProjectionChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task CheckAsync(MarketplaceProgram program)
    {
        foreach (var model in (string[])["orders", "listing"])
            await CheckAsync(program, model);
    }

    private static async Task CheckAsync(MarketplaceProgram program, string model)
    {
        // What is compared must be as far as each other: the log's end, and nothing may come meanwhile.
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var before = await OffsetsAsync(program, model);
            var lived = Dump(program, model);
            using (var rebuilt = await program.Operators.PostAsync(new Uri($"/operations/projections/{model}/rebuild", UriKind.Relative), null))
                Assert.Equal(HttpStatusCode.NoContent, rebuilt.StatusCode);
            var anew = Dump(program, model);
            var after = await OffsetsAsync(program, model);
            if (before.SequenceEqual(after))
            {
                Assert.NotEmpty(lived);
                Assert.Equal(anew, lived);
                return;
            }

            Assert.True(
                Stopwatch.GetElapsedTime(started) < Patience,
                $"'{model}' does not come to the log's end: it is at {string.Join(' ', before)}, and built anew at {string.Join(' ', after)}\n{program.Output}");
            await Task.Delay(100);
        }
    }

    private static List<string> Dump(MarketplaceProgram program, string model)
    {
        using var file = ModelFile.Open(program.DataDirectory, model);
        return file.Dump();
    }

    /// <summary>By partition: everything below is applied.</summary>
    private static async Task<List<long>> OffsetsAsync(MarketplaceProgram program, string model)
    {
        var all = await program.Operators.GetFromJsonAsync<JsonElement>(new Uri("/operations/projections", UriKind.Relative));
        return [.. all.EnumerateArray()
            .Single(progress => progress.GetProperty("name").GetString() == model)
            .GetProperty("offsets").EnumerateArray().Select(offset => offset.GetInt64())];
    }
}
