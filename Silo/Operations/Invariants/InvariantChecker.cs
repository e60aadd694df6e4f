using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.KeySpaces;
using Marketplace.Grains.Orders;
using Marketplace.Payments.Sandbox;
using Orleans.Entities;

namespace Marketplace.Silo.Operations.Invariants;

/// <summary>
/// Reads everything that is stored and holds it against itself: orders, stock, vouchers, payments, shipments. What different entities say is
/// compared only where the log stood still while they were read.
/// </summary>
public sealed class InvariantChecker
{
    /// <summary>The key space of the Online Marketplace benchmark.</summary>
    public const string Benchmark = "om";

    private const int Tries = 3;

    private readonly EntityReader _entities;
    private readonly IEventLog _log;
    private readonly ISandboxGateway _gateway;
    private readonly IGrainFactory _grains;

    internal InvariantChecker(EntityReader entities, IEventLog log, ISandboxGateway gateway, IGrainFactory grains)
        => (_entities, _log, _gateway, _grains) = (entities, log, gateway, grains);

    /// <summary>Looks.</summary>
    /// <param name="spaceName">The key space's name; null or empty for the business itself.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<InvariantReport> CheckAsync(string? spaceName, CancellationToken cancellationToken = default)
    {
        var space = string.IsNullOrEmpty(spaceName) ? KeySpace.Business : await _grains.GetGrain<IKeySpaceGrain>(spaceName).GetAsync();
        var asOf = await PositionAsync(cancellationToken);
        for (var left = Tries; ; left--)
        {
            var findings = new Findings();
            var (orders, payments) = (new OrderBook(_entities), new PaymentCheck(_gateway, space, findings));
            var (stock, shipments) = (new StockCheck(_entities, space, findings), new ShipmentCheck(_entities, _log, space, findings));
            var vouchers = new VoucherCheck(_entities, space, findings);
            await foreach (var (id, order) in _entities.ScanAsync<OrderState>("order", cancellationToken))
            {
                if (EntityReader.IsIn(id, space))
                    orders.Add(id, order);
            }

            await payments.ReadAsync(cancellationToken);
            await stock.ReadAsync(cancellationToken);
            await vouchers.ReadAsync(cancellationToken);
            await shipments.ReadAsync(cancellationToken);

            var position = await PositionAsync(cancellationToken);
            var consistent = position == asOf;
            if (!consistent && left > 1)
            {
                asOf = position;
                continue;
            }

            return new InvariantReport
            {
                AsOf = asOf,
                Orders = orders.Counts,
                Captures = await payments.CheckAsync(orders, consistent, cancellationToken),
                Stock = await stock.CheckAsync(orders, consistent, cancellationToken),
                Vouchers = await vouchers.CheckAsync(orders, consistent, cancellationToken),
                OpenPackages = await shipments.CheckAsync(orders, consistent, cancellationToken),
                AwaitedPackages = shipments.Awaited,

                // What was passed over is known when all checks have run.
                Consistent = consistent && findings.AreAll,
                Violations = findings.Violations,
            };
        }
    }

    private async Task<long> PositionAsync(CancellationToken cancellationToken)
    {
        var sum = 0L;
        for (var partition = 0; partition < _log.PartitionCount; partition++)
            sum += (await _log.GetExtentAsync(partition, cancellationToken)).Next;
        return sum;
    }
}
