namespace Marketplace.LoadTests.Checks.OnlineMarketplace;

/// <summary>Answer of GET /operations/invariants: what the server finds when it looks at itself.</summary>
internal sealed record OperatorsReport(
    bool? Holds,
    bool Consistent,
    IReadOnlyList<InvariantViolation> Violations,
    OrderFigures Orders,
    CaptureFigures Captures,
    StockFigures Stock,
    long AwaitedPackages);
