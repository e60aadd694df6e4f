namespace Marketplace.Grains.Catalog;

/// <summary>A seller's catalogue.</summary>
/// <param name="Revision">Counts every change of every product, also those that share a commit.</param>
/// <param name="SeededTo">In a later generation: the last product that was copied from the loaded one.</param>
/// <param name="IsSeeded">In a later generation: whether everything is copied.</param>
[GenerateSerializer, Immutable, Alias("catalog-head")]
internal sealed record CatalogHead(
    [property: Id(0)] long Revision, [property: Id(1)] string? SeededTo = null, [property: Id(2)] bool IsSeeded = false);
