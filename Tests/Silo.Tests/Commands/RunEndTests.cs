using Marketplace.Silo.Commands;
using Marketplace.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Silo.Tests.Commands;

public sealed class RunEndTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_that_is_told_to_stop_has_done_what_it_should()
    {
        using var host = await StartedAsync();
        using var stop = new CancellationTokenSource();
        var running = host.UntilEndAsync(stop.Token);

        await stop.CancelAsync();

        await running.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task A_silo_that_ends_though_nobody_told_it_to_as_when_it_is_taken_over_has_stopped_in_order_and_failed()
    {
        using var host = await StartedAsync();
        var running = host.UntilEndAsync(CancellationToken.None);
        var life = host.Services.GetRequiredService<IHostApplicationLifetime>();

        life.StopApplication();

        await Assert.ThrowsAsync<EndedException>(() => running.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.True(life.ApplicationStopped.IsCancellationRequested);
    }

    [Fact]
    public async Task A_silo_that_does_not_stop_in_its_time_as_without_a_store_to_tell_is_not_waited_for()
    {
        var time = new FakeTimeProvider();
        var never = new NeverStopping();
        var host = await StartedAsync(services => services.AddSingleton<TimeProvider>(time).AddSingleton<IHostedService>(never));
        using var stop = new CancellationTokenSource();
        var running = host.UntilEndAsync(stop.Token);
        await stop.CancelAsync();
        await never.Told.WaitAsync(TimeSpan.FromSeconds(30), Token);

        time.Advance(TimeSpan.FromSeconds(31));
        Assert.False(running.IsCompleted);
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var late = await Assert.ThrowsAsync<LateEndException>(() => running);
        Assert.Contains("within 32 s", late.Message, StringComparison.Ordinal);
    }

    private static async Task<IHost> StartedAsync(Action<IServiceCollection>? add = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        add?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    private sealed class NeverStopping : IHostedService
    {
        private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Told => _told.Task;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            _told.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
        }
    }
}
