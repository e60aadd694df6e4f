using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Grains.Carts.Decisions;

/// <summary>What became of the order of a checkout.</summary>
internal sealed record CartEnd(long Checkout, OrderFate Fate, IdempotencyKey? Key, ImmutableArray<LineProblem> Problems)
{
    public static CartEnd Of(OrderNews news) => new(news.Checkout, news.Fate, news.Key, news.Problems);
}
