using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Catalog;

/// <summary>The silo's copy of what sellers offer: fed from the log, filled on demand, one a silo.</summary>
/// <remarks>Safe for use by many threads; answers from memory where it can.</remarks>
internal interface ICatalogReplica
{
    /// <summary>
    /// Products of one seller as of one of the seller's revisions, so that a later change is never seen without an earlier one.
    /// Removed products are in the answer, unknown ones are not.
    /// </summary>
    /// <param name="space">The key space.</param>
    /// <param name="sellerId">The seller.</param>
    /// <param name="productIds">Which products, each once.</param>
    ValueTask<CatalogSlice> GetAsync(KeySpace space, string sellerId, ImmutableArray<string> productIds);

    /// <summary>
    /// Takes note that somebody knows a later offer of a seller than the copy may: it is loaded anew when it is next asked for, rather
    /// than when the news comes.
    /// </summary>
    void Distrust(KeySpace space, string sellerId);
}
