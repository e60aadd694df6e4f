using Microsoft.Extensions.Logging;

namespace Marketplace.Grains.Carts;

internal static partial class CartLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Cart {Cart} could not be emptied after its time; it is tried again.")]
    public static partial void NotEmptied(ILogger logger, string cart, Exception exception);
}
