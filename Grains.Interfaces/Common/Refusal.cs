namespace Marketplace.Grains.Interfaces.Common;

/// <summary>Why a command changed nothing. It is an answer, not an error.</summary>
/// <param name="Code">One of <see cref="RefusalCodes"/>: what a client branches on.</param>
/// <param name="Detail">A sentence for people.</param>
/// <param name="Param">The member of the command it is about, as the API names it; or null.</param>
/// <param name="OrderId">The order that stands in the way, or null.</param>
[GenerateSerializer, Immutable, Alias("refusal")]
public sealed record Refusal(
    [property: Id(0)] string Code,
    [property: Id(1)] string Detail,
    [property: Id(2)] string? Param = null,
    [property: Id(3)] string? OrderId = null);
