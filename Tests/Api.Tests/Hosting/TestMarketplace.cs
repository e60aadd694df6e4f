using Marketplace.Api.Hosting;
using Marketplace.Tests.Shared;

namespace Marketplace.Api.Tests.Hosting;

/// <summary>The real program in this process, at free ports, over a folder of its own and the chosen store.</summary>
public sealed class TestMarketplace : IAsyncDisposable
{
    private readonly RunningMarketplace _running;
    private readonly StringWriter _output;
    private readonly MarketplaceStore _store;
    private readonly bool _ownsFolder;

    private TestMarketplace(RunningMarketplace running, StringWriter output, MarketplaceStore store, string folder, bool ownsFolder)
    {
        (_running, _output, _store, Folder, _ownsFolder) = (running, output, store, folder, ownsFolder);
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

    public static Task<TestMarketplace> StartAsync(string? folder = null, params string[] args) => StartAsync(ChosenStore.Value, folder, args);

    /// <summary>Starts one on a store that is not left to be chosen; skips the test where there is no such store.</summary>
    public static async Task<TestMarketplace> StartAsync(MarketplaceStore store, string? folder = null, params string[] args)
    {
        var data = folder ?? Directory.CreateTempSubdirectory("marketplace-api-").FullName;
        var output = new StringWriter();
        var running = await RunningMarketplace.StartAsync([.. Settings(data), .. await StoreSettings.OfAsync(store, data), .. args], output);
        return new TestMarketplace(running, output, store, data, folder is null);
    }

    public static string[] Settings(string folder) =>
        ["--urls=http://127.0.0.1:0", "--Marketplace:Operators:Url=http://127.0.0.1:0", $"--Marketplace:DataDirectory={folder}"];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Operators.Dispose();
        await _running.StopAsync();
        await _running.DisposeAsync();
        if (!_ownsFolder)
            return;
        Directory.Delete(Folder, recursive: true);
        if (_store == MarketplaceStore.Cassandra)
            await StoreNode.DropAsync(StoreNode.KeyspaceOf(Folder));
    }
}
