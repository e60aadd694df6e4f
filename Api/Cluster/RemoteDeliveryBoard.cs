using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Shipments.Queries;

namespace Marketplace.Api.Cluster;

/// <summary>The delivery board, asked on a silo.</summary>
internal sealed class RemoteDeliveryBoard(IGrainFactory grains) : IDeliveryBoard
{
    public ValueTask<ImmutableArray<string>> TakeOldestAsync(KeySpace space, int max) => grains.GetGrain<IDeliveryBoardGrain>(0).TakeOldestAsync(space, max);
}
