using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;

namespace Marketplace.Silo.Cluster;

/// <summary>What it takes that no request fails when a silo of several leaves in good order.</summary>
internal static class DepartureExtensions
{
    /// <summary>Adds it to a silo that has others beside it.</summary>
    public static void AddOrderlyDeparture(this ISiloBuilder silo)
    {
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, GatewayDrain>();
        silo.AddOutgoingGrainCallFilter<RejectedCallRetry>();

        // Orleans' default directory forgets the grains of a silo when it begins to leave, while their last calls run: others make them anew then,
        // and one of the two loses its write. This one forgets a grain when it has ended.
#pragma warning disable ORLEANSEXP003 // Marked so since Orleans 9.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003

        // It would refuse the grains of a silo that died to others for half a minute, in case it still lives: their entities' fence sees to that.
        silo.Configure<GrainDirectoryOptions>(static options => options.RangeLeaseDuration = TimeSpan.Zero);
    }
}
