using Marketplace.Grains.Interfaces.Common;
using Orleans.Configuration;

namespace Marketplace.Silo.Hosting;

/// <summary>
/// Leaves the grains of services out that a silo does not host. Members tell each other which grains they have, and place none where it is not.
/// </summary>
internal static class HostedServices
{
    private static readonly string[] Rooms = ["Marketplace.Grains.", "Marketplace.ReadModels."];

    public static void Limit(ISiloBuilder silo, MarketplaceServices hosted)
    {
        if (hosted != MarketplaceServices.All)
            silo.Services.PostConfigure<GrainTypeOptions>(options => options.Classes.RemoveWhere(grain => ServiceOf(grain) is { } service && !hosted.HasFlag(service)));
    }

    /// <summary>The service of a grain's class, which is the folder that it is in, or in a folder of; null for what belongs to none of them.</summary>
    internal static MarketplaceServices? ServiceOf(Type grain)
    {
        foreach (var room in Rooms)
        {
            if (grain.Namespace is { } place && place.StartsWith(room, StringComparison.Ordinal) && Enum.TryParse<MarketplaceServices>(place[room.Length..].Split('.')[0], out var service))
                return service;
        }

        return null;
    }
}
