using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Grains.Orders.Decisions;

/// <summary>Asks for an end without goods.</summary>
internal sealed record EndRequest(OrderEndCause Cause, string? Reason = null, ImmutableArray<LineProblem> Problems = default);
