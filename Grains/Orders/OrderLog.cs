using Microsoft.Extensions.Logging;

namespace Marketplace.Grains.Orders;

internal static partial class OrderLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {Order}: the gateway did not answer '{Call}'; it is asked again.")]
    public static partial void GatewaySilent(ILogger logger, string order, string call, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {Order}: line {Line} could not be moved in stock; it is tried again: {Cause}")]
    private static partial void StockSilent(ILogger logger, string order, int line, string cause, Exception? exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {Order}: seller {Seller} did not answer; it is asked again: {Cause}")]
    private static partial void SellerSilent(ILogger logger, string order, string seller, string cause, Exception? exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {Order}: voucher {Voucher} did not answer; it is asked again: {Cause}")]
    private static partial void VoucherSilent(ILogger logger, string order, string voucher, string cause, Exception? exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Order {Order}: its cart could not be told; it will ask.")]
    public static partial void CartNotTold(ILogger logger, string order, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {Order} stopped on its way; it is resumed.")]
    public static partial void Stopped(ILogger logger, string order, Exception exception);

    public static void StockSilent(ILogger logger, string order, int line, Exception exception)
        => StockSilent(logger, order, line, exception.Message, Unexpected(exception));

    public static void SellerSilent(ILogger logger, string order, string seller, Exception exception)
        => SellerSilent(logger, order, seller, exception.Message, Unexpected(exception));

    public static void VoucherSilent(ILogger logger, string order, string voucher, Exception exception)
        => VoucherSilent(logger, order, voucher, exception.Message, Unexpected(exception));

    // When a silo dies there are thousands of these within seconds, and where each came from says nothing.
    private static Exception? Unexpected(Exception exception)
        => exception is OrleansException or TimeoutException or EntityUnavailableException ? null : exception;
}
