namespace Marketplace.Grains.Stock;

/// <summary>Remembers a line that ended, so that what is late or repeated has no effect.</summary>
/// <param name="How">How it ended.</param>
/// <param name="Units">The units it had; 0 when it never had any.</param>
/// <param name="Until">The hour from which on it may be forgotten.</param>
[GenerateSerializer, Immutable, Alias("stock-ended-line")]
internal sealed record EndedLine([property: Id(0)] LineEnd How, [property: Id(1)] int Units, [property: Id(2)] long Until);
