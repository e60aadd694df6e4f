namespace Marketplace.LoadTests.Http;

/// <summary>
/// One user's side of the wire. It sends one request after the other and reuses everything a request needs (message, body,
/// timeout, read buffer), because the generator shares its machine with the server that it measures.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class HttpUser(HttpTarget target) : IDisposable
{
    private const int ReadBufferBytes = 16 * 1024;

    private readonly HttpRequestMessage _message = new();
    private readonly byte[] _readBuffer = new byte[ReadBufferBytes];
    private CancellationTokenSource _timeout = new(Timeout.InfiniteTimeSpan, target.Time);

    /// <summary>The body to write into before a request that has one.</summary>
    public JsonBody Body { get; } = new();

    /// <summary>Sends a request, reads its answer to the end and throws that away. Never throws for what the server does.</summary>
    public async ValueTask<Reply> SendAsync(HttpMethod method, Uri uri, JsonBody? body)
    {
        _message.Method = method;
        _message.RequestUri = uri;
        _message.Content = body;
        _timeout.CancelAfter(target.Timeout);
        var started = target.Time.GetTimestamp();
        try
        {
            using var response = await target.SendAsync(_message, _timeout.Token);
            if (response.Content.Headers.ContentLength is not 0) await DrainAsync(response.Content);
            return new Reply((int)response.StatusCode, target.Time.GetElapsedTime(started));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return new Reply(0, target.Time.GetElapsedTime(started), Describe(exception));
        }
        finally
        {
            RearmTimeout();
        }
    }

    public void Dispose()
    {
        _message.Content = null;
        _message.Dispose();
        Body.Dispose();
        _timeout.Dispose();
    }

    // Undrained answers would cost their connection.
    private async ValueTask DrainAsync(HttpContent content)
    {
        var stream = await content.ReadAsStreamAsync(_timeout.Token);
        while (await stream.ReadAsync(_readBuffer, _timeout.Token) > 0)
        {
        }
    }

    private void RearmTimeout()
    {
        if (_timeout.TryReset()) return;
        _timeout.Dispose();
        _timeout = new CancellationTokenSource(Timeout.InfiniteTimeSpan, target.Time);
    }

    private string Describe(Exception exception) => exception switch
    {
        OperationCanceledException => $"no answer within {target.Timeout.TotalSeconds:0.#} s",
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } failure => failure.HttpRequestError.ToString(),
        _ => exception.Message,
    };
}
