using Marketplace.ReadModels.Hosting;
using Marketplace.ReadModels.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.ReadModels.Catalog;

/// <summary>The listing, built from the catalogue's and the stock's events.</summary>
internal sealed class ListingProjection(IOptions<ReadModelOptions> options, TimeProvider time, ILogger<ListingProjection> logger)
    : ModelProjection(new ListingModel(), options.Value.Directory, time, logger);
