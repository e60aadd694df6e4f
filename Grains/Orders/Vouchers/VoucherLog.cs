using Microsoft.Extensions.Logging;

namespace Marketplace.Grains.Orders.Vouchers;

internal static partial class VoucherLog
{
    [LoggerMessage(1, LogLevel.Information, "Voucher {Voucher}: {OrderKey} does not say what became of its use; it is asked again later")]
    public static partial void OrderSilent(ILogger logger, string voucher, string orderKey, Exception exception);
}
