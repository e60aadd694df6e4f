using Marketplace.Silo.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Silo.Tests.Commands;

public sealed class RunEndTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_that_is_told_to_stop_has_done_what_it_should()
    {
        using var host = await StartedAsync();
        using var stop = new CancellationTokenSource();
        var running = RunCommand.UntilEndAsync(host, stop.Token);

        await stop.CancelAsync();

        await running.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task A_silo_that_ends_though_nobody_told_it_to_as_when_it_is_taken_over_has_stopped_in_order_and_failed()
    {
        using var host = await StartedAsync();
        var running = RunCommand.UntilEndAsync(host, CancellationToken.None);
        var life = host.Services.GetRequiredService<IHostApplicationLifetime>();

        life.StopApplication();

        await Assert.ThrowsAsync<EndedException>(() => running.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.True(life.ApplicationStopped.IsCancellationRequested);
    }

    private static async Task<IHost> StartedAsync()
    {
        var host = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings()).Build();
        await host.StartAsync(Token);
        return host;
    }
}
