namespace Marketplace.Api.Cluster;

/// <summary>
/// Runs Orleans' client beside the start of the process, which does not wait for silos. A client opens connections when it sends
/// something, and nothing is sent while none is open: then a question each second is what brings it back.
/// </summary>
internal sealed partial class ClusterClientService(
    IClusterClient client, ClusterConnection connection, TimeProvider time, ILogger<ClusterClientService> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // Orleans starts it as a hosted service, for which a host waits.
    private readonly IHostedService _client = (IHostedService)client;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (connection.HasJoined)
            await _client.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _client.StartAsync(stoppingToken);
        connection.Joined();
        LogReached(logger);
        using var timer = new PeriodicTimer(Period, time);
        for (var wasUp = true; await timer.WaitForNextTickAsync(stoppingToken);)
        {
            var isUp = connection.IsUp;
            if (isUp && !wasUp)
                LogReached(logger);
            if (!isUp && wasUp)
                LogLost(logger);
            wasUp = isUp;
            if (!isUp)
                await AskAsync();
        }
    }

    // It opens a connection if there is a silo to send it to; what no silo answers tells why.
    private async Task AskAsync()
    {
        try
        {
            await client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
            connection.Answered();
        }
        catch (Exception error)
        {
            connection.Failed(error.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "Silos can be reached")]
    private static partial void LogReached(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "No silo can be reached any more, it is tried again")]
    private static partial void LogLost(ILogger logger);
}
