using System.Text.Json.Serialization;

namespace Marketplace.Grains.Interfaces.Orders;

/// <summary>Where an order is. What becomes of its packages is theirs to tell.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderStatus>))]
public enum OrderStatus
{
    /// <summary>Taken in: stock is being reserved and the payment captured.</summary>
    [JsonStringEnumMemberName("placed")] Placed,

    /// <summary>The gateway has not said what became of the payment; it is asked.</summary>
    [JsonStringEnumMemberName("awaitingPayment")] AwaitingPayment,

    /// <summary>Paid; its packages are the sellers'.</summary>
    [JsonStringEnumMemberName("paid")] Paid,

    /// <summary>Ending without goods: the payment is voided or repaid, then every line released.</summary>
    [JsonStringEnumMemberName("cancelling")] Cancelling,

    /// <summary>Ended before payment or with the payment voided.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled,

    /// <summary>Ended since the payment was declined.</summary>
    [JsonStringEnumMemberName("paymentFailed")] PaymentFailed,

    /// <summary>Ended since a line could not be had as the cart saw it.</summary>
    [JsonStringEnumMemberName("rejected")] Rejected,

    /// <summary>Ended with the payment repaid.</summary>
    [JsonStringEnumMemberName("refunded")] Refunded,

    /// <summary>Asked about before it came, and so refused for ever.</summary>
    [JsonStringEnumMemberName("never")] Never,
}
