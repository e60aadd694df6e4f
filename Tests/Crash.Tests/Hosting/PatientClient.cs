using System.Text;
using System.Text.Json;

namespace Marketplace.Crash.Tests.Hosting;

/// <summary>Sends a request again and again until something other than a fault of the server comes back: what a good client does.</summary>
internal sealed class PatientClient(HttpClient http, CancellationToken giveUp, RequestTimings? timings = null)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body = null, string? key = null, bool isNew = false)
    {
        var timed = timings?.Begin($"{method} {path}");
        for (var tries = 1; ; tries++)
        {
            giveUp.ThrowIfCancellationRequested();
            try
            {
                using var request = new HttpRequestMessage(method, path);
                if (body is not null)
                    request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                if (key is not null)
                    request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
                if (isNew)
                    request.Headers.TryAddWithoutValidation("If-None-Match", "*");
                using var answer = await http.SendAsync(request, giveUp);
                timed?.Tried(answer.StatusCode);
                if ((int)answer.StatusCode < 500)
                {
                    timed?.End();
                    var text = await answer.Content.ReadAsStringAsync(giveUp);
                    return new(answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text), tries);
                }
            }
            catch (Exception error) when (error is HttpRequestException or IOException or TaskCanceledException && !giveUp.IsCancellationRequested)
            {
                // The program was killed, or is not back yet: the same request again.
                timed?.Tried(null);
            }

            await Task.Delay(Pause, giveUp);
        }
    }
}
