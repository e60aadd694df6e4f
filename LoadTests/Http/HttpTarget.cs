namespace Marketplace.LoadTests.Http;

/// <summary>The server under test: one pool of connections that all users share.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class HttpTarget : IDisposable
{
    private readonly SocketsHttpHandler _handler;
    private readonly HttpMessageInvoker _invoker;
    private long _requests;

    /// <param name="time">The clock that requests are measured by.</param>
    /// <param name="timeout">How long to wait for an answer before the request counts as failed.</param>
    public HttpTarget(TimeProvider time, TimeSpan timeout)
    {
        Time = time;
        Timeout = timeout;
        _handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(10),
            PooledConnectionLifetime = System.Threading.Timeout.InfiniteTimeSpan,
            // Without a propagator no activity is made for each request.
            ActivityHeadersPropagator = null,
        };
        _invoker = new HttpMessageInvoker(_handler, disposeHandler: false);
    }

    public TimeProvider Time { get; }

    public TimeSpan Timeout { get; }

    /// <summary>Requests sent by users so far.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>An ordinary client on the same connections, for what is not measured.</summary>
    public HttpClient CreateClient() => new(_handler, disposeHandler: false) { Timeout = Timeout };

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        return _invoker.SendAsync(request, cancellationToken);
    }

    public void Dispose()
    {
        _invoker.Dispose();
        _handler.Dispose();
    }
}
