using Orleans.CodeGeneration;

namespace Marketplace.Grains.Interfaces.Shipments.Queries;

/// <summary><see cref="IPackageQueries"/> for callers that have no silo in their process. Key: 0.</summary>
[Alias("package-queries")]
[Version(1)]
public interface IPackageQueriesGrain : IGrainWithIntegerKey, IPackageQueries;
