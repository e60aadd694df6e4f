using Marketplace.Grains.Catalog;
using Marketplace.Grains.Common;
using Microsoft.Extensions.Options;

namespace Marketplace.Grains.Carts;

/// <summary>What all carts share.</summary>
internal sealed class CartServices(
    ICatalogReplica catalog, TimeProvider time, IOptions<CartOptions> options, GrainMetrics metrics, FailPoints failPoints)
{
    public ICatalogReplica Catalog => catalog;

    public TimeProvider Time => time;

    public CartOptions Options { get; } = options.Value;

    public GrainMetrics Metrics => metrics;

    public FailPoints FailPoints => failPoints;
}
