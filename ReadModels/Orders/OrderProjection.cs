using Marketplace.ReadModels.Hosting;
using Marketplace.ReadModels.Shipments;
using Marketplace.ReadModels.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.ReadModels.Orders;

/// <summary>The lists of orders and packages, built from their events.</summary>
internal sealed class OrderProjection(
    IOptions<ReadModelOptions> options, DeliveryBoard board, TimeProvider time, ILogger<OrderProjection> logger)
    : ModelProjection(new OrderModel(board), options.Value.Directory, time, logger);
