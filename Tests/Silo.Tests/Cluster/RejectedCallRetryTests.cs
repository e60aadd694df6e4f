using System.Globalization;
using System.Net;
using System.Reflection;
using Marketplace.Silo.Cluster;
using Marketplace.Silo.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Marketplace.Silo.Tests.Cluster;

/// <summary>Calls over the wire of a client with the retry, to a silo that rejects so many before it answers.</summary>
public sealed class RejectedCallRetryTests : IAsyncLifetime
{
    private readonly Rejections _rejections = new();
    private IHost _silo = null!;
    private IHost _client = null!;

    private IManagementGrain Grain => _client.Services.GetRequiredService<IClusterClient>().GetGrain<IManagementGrain>(0);

    public async ValueTask InitializeAsync()
    {
        var (siloPort, gatewayPort) = (FreePort.On(IPAddress.Loopback), FreePort.On(IPAddress.Loopback));
        var silo = Host.CreateApplicationBuilder();
        silo.Logging.ClearProviders();
        silo.UseOrleans(orleans => orleans
            .UseLocalhostClustering(siloPort, gatewayPort)
            .AddIncomingGrainCallFilter(_rejections)
            .Configure<GrainCollectionOptions>(options => options.CollectionQuantum = TimeSpan.FromSeconds(30))); // orders are kept for a minute
        _silo = silo.Build();
        await _silo.StartAsync(TestContext.Current.CancellationToken);

        var client = Host.CreateApplicationBuilder();
        client.Logging.ClearProviders();
        client.Services.AddSingleton(TimeProvider.System);
        client.UseOrleansClient(orleans => orleans.UseLocalhostClustering(gatewayPort).AddOutgoingGrainCallFilter<RejectedCallRetry>());
        _client = client.Build();
        await _client.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.StopAsync(CancellationToken.None);
        await _silo.StopAsync(CancellationToken.None);
        _client.Dispose();
        _silo.Dispose();
    }

    [Fact]
    public async Task A_call_that_a_silo_rejects_since_it_is_about_to_end_is_sent_again_as_it_was()
    {
        _rejections.Next("Silo stopping ", 4);
        Assert.Single(await Grain.GetDetailedHosts(onlyActive: true));
        Assert.Equal(5, _rejections.Asked);
    }

    [Fact]
    public async Task One_that_is_always_rejected_fails_in_the_end()
    {
        _rejections.Next("Silo stopping ", int.MaxValue);
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => Grain.GetDetailedHosts(onlyActive: true));
        Assert.Equal(5, _rejections.Asked);
    }

    [Fact]
    public async Task One_that_may_have_been_begun_is_not_sent_again()
    {
        _rejections.Next("Client is rejecting message. Reason = Connection terminated", 1);
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => Grain.GetDetailedHosts(onlyActive: true));
        Assert.Equal(1, _rejections.Asked);
    }

    private sealed class Rejections : IIncomingGrainCallFilter
    {
        private string _text = "";
        private int _left;
        private int _asked;

        public int Asked => _asked;

        public void Next(string text, int count) => (_text, _left) = (text, count);

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.MethodName != nameof(IManagementGrain.GetDetailedHosts))
                return context.Invoke();
            Interlocked.Increment(ref _asked);
            return _left-- > 0 ? throw Of(_text) : context.Invoke();
        }

        // Only Orleans makes one.
        private static OrleansMessageRejectionException Of(string text) => (OrleansMessageRejectionException)Activator.CreateInstance(
            typeof(OrleansMessageRejectionException), BindingFlags.Instance | BindingFlags.NonPublic, null, [text], CultureInfo.InvariantCulture)!;
    }
}
