using Microsoft.Extensions.Logging;

namespace Marketplace.Grains.Stock;

internal static partial class StockLog
{
    [LoggerMessage(1, LogLevel.Information, "{Item}: {OrderKey} does not say what became of line {Line}; it is asked again later")]
    public static partial void OrderSilent(ILogger logger, string item, string orderKey, int line, Exception exception);
}
