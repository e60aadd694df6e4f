using Microsoft.Extensions.Logging;

namespace Orleans.Entities;

internal static partial class EntityLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The activation of {Entity} is at an end: {Reason}")]
    public static partial void Died(ILogger logger, EntityKey entity, string reason, Exception? exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A hint for {Entity} was dropped")]
    public static partial void HintFailed(ILogger logger, EntityKey entity, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Entity} could not be resumed; it is tried again")]
    public static partial void ResumeFailed(ILogger logger, EntityKey entity, Exception exception);
}
