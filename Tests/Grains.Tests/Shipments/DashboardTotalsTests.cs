using CsCheck;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Grains.Tests.Shipments;

public sealed class DashboardTotalsTests
{
    private static readonly Gen<(int Action, int Order)[]> Steps = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 9]).Array[0, 60];

    [Fact]
    public void Totals_equal_the_sums_of_the_open_packages_at_every_step() => Steps.Sample(
        steps =>
        {
            var seller = new ShipmentsUnderTest();
            foreach (var (action, order) in steps)
            {
                switch (action)
                {
                    case 0:
                        seller.Accept(Paid(order), Paid((order + 3) % 10));
                        break;
                    case 1:
                        seller.Withdraw(order);
                        break;
                    case 2:
                        seller.Ship(order, $"{action}");
                        break;
                    case 3:
                        seller.Deliver(order, $"{action}");
                        break;
                    default:
                        var oldest = seller.Open is [var first, ..] ? first : null;
                        Assert.Equal(oldest?.PackageId, seller.DeliverOldest()?.PackageId);
                        break;
                }

                Assert.Equal(Sums(seller.Open), seller.Head.Totals.OrderBy(totals => totals.Currency));
            }
        },
        iter: 3_000);

    private static PaidOrder Paid(int order) => ShipmentsUnderTest.Paid(order, order % 3 == 0 ? "EUR" : "BRL", lines: 1 + (order % 4));

    private static IEnumerable<DashboardTotals> Sums(IEnumerable<Package> open) => open
        .GroupBy(package => package.Lines[0].UnitPrice.Currency)
        .OrderBy(packages => packages.Key)
        .Select(packages => new DashboardTotals
        {
            Currency = packages.Key,
            Orders = packages.Count(),
            Lines = packages.Sum(package => package.Lines.Length),
            Units = packages.Sum(package => package.Lines.Sum(line => line.Quantity)),
            Items = new(packages.Sum(package => package.Lines.Sum(line => line.Items.Amount)), packages.Key),
            Freight = new(packages.Sum(package => package.Lines.Sum(line => line.Freight.Amount)), packages.Key),
            Discount = new(packages.Sum(package => package.Lines.Sum(line => line.Discount.Amount)), packages.Key),
            Total = new(packages.Sum(package => package.Lines.Sum(line => line.Total.Amount)), packages.Key),
        });
}
