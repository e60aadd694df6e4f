using Orleans.CodeGeneration;

namespace Marketplace.Grains.Interfaces.Catalog.Queries;

/// <summary><see cref="IListingQueries"/> for callers that have no silo in their process. Key: 0.</summary>
[Alias("listing-queries")]
[Version(1)]
public interface IListingQueriesGrain : IGrainWithIntegerKey, IListingQueries;
