using System.Text.Json.Serialization;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.ReadModels.Events;

/// <summary>What an order costs.</summary>
[method: JsonConstructor]
internal readonly record struct OrderFactsTotals(Money Total);
