using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Silo.Hosting;

/// <summary>Moves grains that are active to silos that have few: one that was added takes its share of those who are always asked.</summary>
internal static class ActivationBalance
{
    /// <summary>Not where a silo hosts some services only: there the counts are uneven on purpose, and a grain cannot move to where its service is not.</summary>
    public static void Keep(ISiloBuilder silo, MarketplaceServices hosted)
    {
#pragma warning disable ORLEANSEXP002 // Marked so since Orleans 9; it moves entities as anything else does, which are fenced.
        if (hosted == MarketplaceServices.All)
            silo.AddActivationRebalancer();
#pragma warning restore ORLEANSEXP002
    }
}
