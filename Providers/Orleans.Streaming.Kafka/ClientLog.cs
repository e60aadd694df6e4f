using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Orleans.Streaming.Kafka;

/// <summary>What librdkafka logs, in the program's log.</summary>
internal sealed partial class ClientLog(ILogger logger)
{
    public void Write(IClient client, LogMessage message)
    {
        // It tells of each connection that is lost; that nothing answers is told by those who wait for an answer.
        if (message.Level <= SyslogLevel.Critical)
            LogCritical(logger, client.Name, message.Message);
        else
            LogDebug(logger, client.Name, message.Message);
    }

    [LoggerMessage(LogLevel.Error, "{Client}: {Message}")]
    private static partial void LogCritical(ILogger logger, string client, string message);

    [LoggerMessage(LogLevel.Debug, "{Client}: {Message}")]
    private static partial void LogDebug(ILogger logger, string client, string message);
}
