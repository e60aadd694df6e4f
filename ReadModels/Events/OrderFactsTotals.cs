using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.ReadModels.Events;

/// <summary>What an order costs.</summary>
internal readonly record struct OrderFactsTotals(Money Total);
