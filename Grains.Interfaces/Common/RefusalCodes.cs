namespace Marketplace.Grains.Interfaces.Common;

/// <summary>The codes of refusals, as clients see them.</summary>
public static class RefusalCodes
{
    /// <summary>There is no such thing.</summary>
    public const string NotFound = "notFound";

    /// <summary>It is there already, and the command was to make it.</summary>
    public const string AlreadyExists = "alreadyExists";

    /// <summary>The version the command was for is not the present one.</summary>
    public const string VersionStale = "version.stale";

    /// <summary>The idempotency key was used before, with another body.</summary>
    public const string KeyReused = "idempotencyKey.reused";

    /// <summary>A value is outside what is allowed.</summary>
    public const string ValueInvalid = "value.invalid";

    /// <summary>Not enough units are free.</summary>
    public const string StockInsufficient = "stock.insufficient";

    /// <summary>The price or the product changed since the cart was seen.</summary>
    public const string PriceChanged = "price.changed";

    /// <summary>The product is not for sale.</summary>
    public const string ProductUnavailable = "product.unavailable";

    /// <summary>The cart has no items.</summary>
    public const string CartEmpty = "cart.empty";

    /// <summary>The cart holds as many lines as it may.</summary>
    public const string CartFull = "cart.full";

    /// <summary>The cart is being checked out; the order's id is in the answer.</summary>
    public const string CartCheckedOut = "cart.checkedOut";

    /// <summary>The items of one cart are priced in two currencies.</summary>
    public const string CurrencyMixed = "currency.mixed";

    /// <summary>The payment was declined.</summary>
    public const string PaymentDeclined = "payment.declined";

    /// <summary>The state does not allow the command.</summary>
    public const string StateConflict = "state.conflict";

    /// <summary>A part of the order is shipped.</summary>
    public const string AlreadyShipped = "order.shipped";

    /// <summary>Stock could not be asked for a while; nothing was ordered, and the same checkout may be tried again.</summary>
    public const string StockUnreachable = "stock.unreachable";

    /// <summary>There is no such voucher.</summary>
    public const string VoucherUnknown = "voucher.unknown";

    /// <summary>The voucher is switched off.</summary>
    public const string VoucherDisabled = "voucher.disabled";

    /// <summary>The voucher's time has not come.</summary>
    public const string VoucherNotYetValid = "voucher.notYetValid";

    /// <summary>The voucher's time is over.</summary>
    public const string VoucherExpired = "voucher.expired";

    /// <summary>As many orders use the voucher as may.</summary>
    public const string VoucherUsedUp = "voucher.usedUp";

    /// <summary>The voucher is in another currency than the items.</summary>
    public const string VoucherCurrency = "voucher.currency";

    /// <summary>The items cost less than the voucher asks for.</summary>
    public const string VoucherBelowMinimum = "voucher.belowMinimum";

    /// <summary>The voucher's terms changed while the checkout ran; the same checkout may be tried again.</summary>
    public const string VoucherChanged = "voucher.changed";

    /// <summary>A voucher could not be asked for a while; nothing was ordered, and the same checkout may be tried again.</summary>
    public const string VoucherUnreachable = "voucher.unreachable";

    /// <summary>The order was asked about before it came, and so is refused for ever. Between a cart and its order only.</summary>
    public const string OrderNever = "order.never";

    /// <summary>A newer number from the same source was applied before.</summary>
    public const string SequenceStale = "sequence.stale";

    /// <summary>The cursor is not one of this list: it is damaged, or the filters are others.</summary>
    public const string CursorInvalid = "cursor.invalid";
}
