using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Shipments.Queries;
using Orleans.Concurrency;

namespace Marketplace.ReadModels.Shipments;

/// <summary>The delivery board from afar.</summary>
[StatelessWorker, GrainType("delivery-board")]
internal sealed class DeliveryBoardGrain(IDeliveryBoard board) : Grain, IDeliveryBoardGrain
{
    public ValueTask<ImmutableArray<string>> TakeOldestAsync(KeySpace space, int max) => board.TakeOldestAsync(space, max);
}
