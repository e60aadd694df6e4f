using Marketplace.Grains.Interfaces.Payments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;

namespace Marketplace.Grains.Tests.Hosting;

/// <summary>
/// The marketplace's grains on a silo in this process, durable in a place of their own, with a payment gateway that does what a test
/// says. As a class fixture it runs on the system's clock; <see cref="StartAsync"/> makes one on a clock that stands still.
/// </summary>
public sealed class GrainsFixture : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"grains-{Guid.NewGuid():N}");
    private readonly Action<ISiloBuilder>? _configure;
    private InProcessTestCluster _cluster = null!;

    public GrainsFixture() : this(null, null)
    {
    }

    private GrainsFixture(FakeTimeProvider? time, Action<ISiloBuilder>? configure) => (Time, _configure) = (time, configure);

    /// <summary>The clock, where it is a fake one.</summary>
    public FakeTimeProvider? Time { get; }

    /// <summary>What orders pay with.</summary>
    public ScriptedGateway Gateway { get; } = new();

    public IGrainFactory Grains => _cluster.Client;

    /// <summary>The silo's own services.</summary>
    public IServiceProvider Services => _cluster.GetSiloServiceProvider();

    /// <summary>Starts a fixture of a test's own.</summary>
    /// <param name="fakeTime">Whether the clock stands still until the test moves it (waiting by it does too).</param>
    /// <param name="configure">What else the silo gets.</param>
    public static async Task<GrainsFixture> StartAsync(bool fakeTime = false, Action<ISiloBuilder>? configure = null)
    {
        var fixture = new GrainsFixture(fakeTime ? new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) : null, configure);
        await fixture.InitializeAsync();
        return fixture;
    }

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder);
        await DeployAsync();
    }

    /// <summary>Stops the silo in good order and starts another one on the same folder.</summary>
    /// <param name="between">Called when the one is stopped and the other not started.</param>
    public async Task RestartAsync(Action? between = null)
    {
        await _cluster.DisposeAsync();
        between?.Invoke();
        await DeployAsync();
    }

    /// <summary>Waits until something is so; a clock that stands still goes on in small steps meanwhile.</summary>
    public Task EventuallyAsync(Func<Task<bool>> isSo) => EventuallyAsync(async () => await isSo() ? null : "It did not come to be.");

    /// <summary>Waits until nothing is the matter, and fails with what still is; a clock that stands still goes on meanwhile.</summary>
    public async Task EventuallyAsync(Func<Task<string?>> matter)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await matter() is { } trouble)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, trouble);
            Time?.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(TimeSpan.FromMilliseconds(2));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        await EntityPlace.DropAsync(_folder);
    }

    private async Task DeployAsync()
    {
        var addEntities = await EntityPlace.OfAsync(_folder);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            if (Time is not null)
                silo.Services.AddSingleton<TimeProvider>(new CreepingClock(Time));
            silo.Services.AddSingleton<IPaymentGateway>(Gateway);
            addEntities(silo);
            silo.AddMarketplaceGrains();
            silo.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            _configure?.Invoke(silo);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }
}
