using System.Text.Json.Serialization;

namespace Marketplace.ReadModels.Events;

/// <summary>Whose line it is.</summary>
[method: JsonConstructor]
internal readonly record struct OrderFactsLine(string SellerId);
