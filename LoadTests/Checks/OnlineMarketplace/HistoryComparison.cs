using Marketplace.LoadTests.Scenarios.OnlineMarketplace;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

namespace Marketplace.LoadTests.Checks.OnlineMarketplace;

/// <summary>Holds a history against what the client put into the cart.</summary>
internal static class HistoryComparison
{
    /// <summary>What was put into the cart and is not in the history.</summary>
    public static IEnumerable<OrderedItem> Missing(AcknowledgedCheckout checkout, HistoryItem[] items) =>
        checkout.Items.Where(expected => !Array.Exists(items, item => IsSame(item, expected)));

    /// <summary>What is in the history and cannot be right, one sentence each.</summary>
    public static IEnumerable<string> Violations(AcknowledgedCheckout checkout, HistoryItem[] items)
    {
        if (items.Length == 0) yield return "it shows no items";
        foreach (var item in items)
        {
            if (Array.FindIndex(checkout.Items, expected => IsSame(item, expected)) is >= 0 and var index)
            {
                var expected = checkout.Items[index];
                // What an earlier, refused session left in the cart may have been added to.
                if (checkout.IsExact ? item.Quantity != expected.Quantity : item.Quantity < expected.Quantity)
                    yield return $"product {item.SellerId}/{item.ProductId} comes {item.Quantity} times instead of {expected.Quantity}";
            }
            else if (checkout.IsExact)
            {
                yield return $"product {item.SellerId}/{item.ProductId} was not in the cart";
            }
        }
        foreach (var twice in items.CountBy(item => (item.SellerId, item.ProductId)).Where(count => count.Value > 1))
            yield return $"product {twice.Key.SellerId}/{twice.Key.ProductId} comes on {twice.Value} lines";
    }

    private static bool IsSame(HistoryItem item, OrderedItem expected) => (item.SellerId, item.ProductId) == (expected.SellerId, expected.ProductId);
}
