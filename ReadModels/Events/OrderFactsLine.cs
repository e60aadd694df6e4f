namespace Marketplace.ReadModels.Events;

/// <summary>Whose line it is.</summary>
internal readonly record struct OrderFactsLine(string SellerId);
