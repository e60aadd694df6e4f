using System.Collections.Immutable;
using Marketplace.Grains.Catalog;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Carts;

/// <summary>Looks a cart's products up, all of one seller at one revision.</summary>
internal static class CartPricer
{
    /// <summary>The products of rows in key order, place by place; null where the seller has none such.</summary>
    public static async ValueTask<Product?[]> LookUpAsync(ICatalogReplica catalog, KeySpace space, IReadOnlyList<CartRow> rows)
    {
        var products = new Product?[rows.Count];
        for (var start = 0; start < rows.Count;)
        {
            var seller = rows[start].SellerId;
            var end = start + 1;
            while (end < rows.Count && rows[end].SellerId == seller)
                end++;
            Place((await catalog.GetAsync(space, seller, Ids(rows, start, end))).Products, rows, start, end, products);
            start = end;
        }

        return products;
    }

    /// <summary>One product; null when the seller has none such.</summary>
    public static async ValueTask<Product?> LookUpAsync(ICatalogReplica catalog, KeySpace space, string sellerId, string productId)
        => (await catalog.GetAsync(space, sellerId, [productId])).Products is [var product, ..] ? product : null;

    private static ImmutableArray<string> Ids(IReadOnlyList<CartRow> rows, int start, int end)
    {
        var ids = ImmutableArray.CreateBuilder<string>(end - start);
        for (var place = start; place < end; place++)
            ids.Add(rows[place].ProductId);
        return ids.MoveToImmutable();
    }

    /// <summary>Answers mostly come in the order they were asked for, so each search begins where the last one ended.</summary>
    private static void Place(ImmutableArray<Product> found, IReadOnlyList<CartRow> rows, int start, int end, Product?[] products)
    {
        var next = 0;
        for (var place = start; place < end; place++)
        {
            for (var tried = 0; tried < found.Length; tried++, next++)
            {
                if (next == found.Length)
                    next = 0;
                if (found[next].ProductId != rows[place].ProductId)
                    continue;
                products[place] = found[next++];
                break;
            }
        }
    }
}
