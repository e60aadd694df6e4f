using System.Net;

namespace Marketplace.Crash.Tests.Hosting;

/// <summary>Questions that are asked until they are answered so.</summary>
internal static class HttpClientExtensions
{
    private static readonly TimeSpan Sight = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task UntilAnswerIsAsync(this HttpClient http, string path, HttpStatusCode status)
    {
        using var limit = new CancellationTokenSource(Sight);
        while (true)
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), CancellationToken.None);
            if (answer.StatusCode == status)
                return;
            Assert.False(limit.IsCancellationRequested, $"{path} is {answer.StatusCode}, and not {status}: {await answer.Content.ReadAsStringAsync(CancellationToken.None)}");
            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
