using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Shipments.Queries;
using Orleans.Concurrency;

namespace Marketplace.ReadModels.Shipments;

/// <summary>The packages' queries from afar.</summary>
[StatelessWorker, GrainType("package-queries")]
internal sealed class PackageQueriesGrain(IPackageQueries queries) : Grain, IPackageQueriesGrain
{
    public Task<Outcome<ListPage<PackageSummary>>> ListAsync(ListPackages query) => queries.ListAsync(query);
}
