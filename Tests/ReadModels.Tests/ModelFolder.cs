using Marketplace.ReadModels.Catalog;
using Marketplace.ReadModels.Hosting;
using Marketplace.ReadModels.Orders;
using Marketplace.ReadModels.Shipments;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Marketplace.ReadModels.Tests;

/// <summary>A folder of models, deleted at the end.</summary>
internal sealed class ModelFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("read-models-").FullName;

    public DeliveryBoard Board { get; } = new(TimeProvider.System);

    public ListingProjection Listing() => new(Options(), TimeProvider.System, NullLogger<ListingProjection>.Instance);

    public OrderProjection Orders() => Orders(Board);

    public OrderProjection Orders(DeliveryBoard board)
        => new(Options(), board, TimeProvider.System, NullLogger<OrderProjection>.Instance);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private IOptions<ReadModelOptions> Options() => Microsoft.Extensions.Options.Options.Create(new ReadModelOptions { Directory = Path });
}
