using Orleans.CodeGeneration;

namespace Marketplace.Grains.Interfaces.Shipments.Queries;

/// <summary><see cref="IDeliveryBoard"/> for callers that have no silo in their process. Key: 0.</summary>
[Alias("delivery-board")]
[Version(1)]
public interface IDeliveryBoardGrain : IGrainWithIntegerKey, IDeliveryBoard;
