using Marketplace.Api.Hosting;

namespace Marketplace.Api.Tests.Hosting;

/// <summary>The real program in this process, at free ports, over a folder of its own.</summary>
public sealed class TestMarketplace : IAsyncDisposable
{
    private readonly RunningMarketplace _running;
    private readonly StringWriter _output;
    private readonly bool _ownsFolder;

    private TestMarketplace(RunningMarketplace running, StringWriter output, string folder, bool ownsFolder)
    {
        (_running, _output, Folder, _ownsFolder) = (running, output, folder, ownsFolder);
        Http = new HttpClient { BaseAddress = running.Addresses[0] };
        Operators = new HttpClient { BaseAddress = running.Operators };
    }

    public HttpClient Http { get; }

    public HttpClient Operators { get; }

    public string Folder { get; }

    public IServiceProvider Services => _running.Services;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static async Task<TestMarketplace> StartAsync(string? folder = null, params string[] args)
    {
        var data = folder ?? Directory.CreateTempSubdirectory("marketplace-api-").FullName;
        var output = new StringWriter();
        var running = await RunningMarketplace.StartAsync([.. Settings(data), .. args], output);
        return new TestMarketplace(running, output, data, folder is null);
    }

    public static string[] Settings(string folder) =>
        ["--urls=http://127.0.0.1:0", "--Marketplace:Operators:Url=http://127.0.0.1:0", $"--Marketplace:DataDirectory={folder}"];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Operators.Dispose();
        await _running.StopAsync();
        await _running.DisposeAsync();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }
}
