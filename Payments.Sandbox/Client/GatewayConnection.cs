namespace Marketplace.Payments.Sandbox.Client;

/// <summary>The connections to the service. Safe for use by many threads.</summary>
internal sealed class GatewayConnection(Uri service, TimeProvider time) : IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024;
    private const int MaxConnections = 256;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new(Handler())
    {
        BaseAddress = service,
        MaxResponseContentBufferSize = MaxAnswerBytes,

        // Each call has a limit of its own.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>
    /// Sends a request. Where no connection comes about nothing has left, and it is tried once more a moment later, since a service that is
    /// restarted is away for a moment.
    /// </summary>
    public async ValueTask<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> make, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        try
        {
            return await SendOnceAsync(make, completion, cancellationToken);
        }
        catch (HttpRequestException unreached) when (
            unreached.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            await Task.Delay(Pause, time, cancellationToken);
            return await SendOnceAsync(make, completion, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendOnceAsync(Func<HttpRequestMessage> make, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        using var request = make();
        return await _http.SendAsync(request, completion, cancellationToken);
    }

    private static SocketsHttpHandler Handler() => new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(2),
        MaxConnectionsPerServer = MaxConnections,

        // The name may come to mean another machine.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),

        // A card goes to the service that is configured and nowhere else.
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
    };
}
