using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Orleans.Streaming.Kafka;

/// <summary>What librdkafka logs, in the program's log.</summary>
/// <remarks>
/// Called on threads of the library, also while the client is being made and has no name yet. They have all signals blocked: where another
/// thread would throw for a null reference, the process ends.
/// </remarks>
internal sealed partial class ClientLog(ILogger logger)
{
    public void Write(IClient client, LogMessage message)
    {
        // It tells of each connection that is lost; that nothing answers is told by those who wait for an answer.
        if (message.Level <= SyslogLevel.Critical)
            LogCritical(logger, message.Name, message.Message);
        else
            LogDebug(logger, message.Name, message.Message);
    }

    [LoggerMessage(LogLevel.Error, "{Client}: {Message}")]
    private static partial void LogCritical(ILogger logger, string client, string message);

    [LoggerMessage(LogLevel.Debug, "{Client}: {Message}")]
    private static partial void LogDebug(ILogger logger, string client, string message);
}
