using System.Net;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>A place for a process of a cluster: always at the same addresses.</summary>
internal abstract class ClusterProcess : IAsyncDisposable
{
    private readonly Uri _health;

    private ProgramProcess? _process;

    /// <param name="url">Where it answers.</param>
    /// <param name="health">Where it says whether it is ready.</param>
    protected ClusterProcess(Uri url, Uri health)
    {
        _health = health;
        Http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) }) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(20) };
    }

    /// <summary>Talks to it.</summary>
    public HttpClient Http { get; }

    /// <summary>The process of now.</summary>
    public ProgramProcess Running => _process ?? throw new InvalidOperationException("It was not started.");

    public async Task<bool> SaysAsync(string path, HttpStatusCode status)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(_health, path));
            return answer.StatusCode == status;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        Http.Dispose();
    }

    protected void Start(string project, string[] arguments, IEnumerable<(string Key, string Value)> settings)
        => _process = ProgramProcess.Start(project, arguments, settings);
}
