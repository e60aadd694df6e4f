using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Entities.Tests.Log;

namespace Orleans.Entities.Tests.Projections;

/// <summary>The host of one projection, which can be started again and again.</summary>
internal sealed class ProjectionHarness : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private ProjectionHost? _host;

    public MemoryEventLog Log { get; init; } = new();

    public CountingProjection Projection { get; } = new();

    public static ProjectionSettings Quick { get; } = new()
    {
        Linger = TimeSpan.FromMilliseconds(1),
        BackOff = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(8)),
        StoppedPause = TimeSpan.FromMilliseconds(5),
        IdlePositionInterval = TimeSpan.FromMilliseconds(10),
    };

    public ProjectionSettings Settings { get; init; } = Quick;

    public IProjections Host => _host!;

    public ProjectionProgress Progress => Host.GetProgress(Projection.Name);

    public async Task StartAsync()
    {
        _host = new(
            [Projection],
            Log,
            new([], null),
            Settings,
            TimeProvider.System,
            new(_services.GetRequiredService<IMeterFactory>(), TimeProvider.System),
            NullLoggerFactory.Instance);
        await _host.StartAsync(default);
    }

    public async Task StopAsync()
    {
        if (_host is not { } host)
            return;
        _host = null;
        await host.StopAsync(default);
        host.Dispose();
    }

    /// <summary>Appends events to random partitions; returns the names of those that the projection reads.</summary>
    public List<string> Append(int count, Random random)
    {
        var names = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var type = random.Next(4) == 0 ? "things.thing.ignored.v1" : CountingProjection.Counted;
            var value = Log.Append(random.Next(Log.PartitionCount), $"e{random.Next(20)}", type);
            if (type == CountingProjection.Counted)
                names.Add(value.Id);
        }
        return names;
    }

    public async Task<Dictionary<int, long>> HeadsAsync()
    {
        var heads = new Dictionary<int, long>();
        for (var partition = 0; partition < Log.PartitionCount; partition++)
            heads.Add(partition, (await Log.GetExtentAsync(partition)).Next);
        return heads;
    }

    public async Task CatchUpAsync()
        => Assert.True(await Host.WaitForAsync(Projection.Name, await HeadsAsync(), TimeSpan.FromSeconds(20)), "caught up");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
    }
}
