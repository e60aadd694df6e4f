using Marketplace.Silo.Configuration;

namespace Marketplace.Api.Cluster;

/// <summary>Tries to join for ever, whatever is not there yet: silos, their members' table, the store that it is in.</summary>
internal sealed partial class JoinRetry(ClusterConnection connection, TimeProvider time, ILogger<JoinRetry> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        var why = ConfigurationProblem.Describe(exception) ?? ConfigurationProblem.OneLine(exception.Message);
        if (connection.Failed(why))
            LogWaiting(logger, why);
        await Task.Delay(_pause, time, cancellationToken);
        _pause = _pause * 2 < Longest ? _pause * 2 : Longest;
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "No silo can be reached yet, it is tried again: {Cause}")]
    private static partial void LogWaiting(ILogger logger, string cause);
}
