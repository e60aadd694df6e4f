using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Grains.Interfaces.Shipments.Events;
using Marketplace.Grains.Shipments;

namespace Marketplace.Grains.Tests.Shipments;

public sealed class ShipmentRulesTests
{
    private readonly ShipmentsUnderTest _seller = new();

    [Fact]
    public void An_order_is_taken_in_once()
    {
        Assert.Equal(2, _seller.Accept(ShipmentsUnderTest.Paid(1), ShipmentsUnderTest.Paid(2), ShipmentsUnderTest.Paid(1)));
        Assert.Equal(0, _seller.Accept(ShipmentsUnderTest.Paid(2)));

        Assert.Equal([ShipmentsUnderTest.PackageOf(1), ShipmentsUnderTest.PackageOf(2)], _seller.Open.Select(package => package.PackageId));
        Assert.All(_seller.Open, package => Assert.Equal(PackageStatus.ReadyToShip, package.Status));
    }

    [Fact]
    public void A_delivered_order_is_not_taken_in_again()
    {
        _seller.Accept(ShipmentsUnderTest.Paid(1));
        _seller.DeliverOldest();

        Assert.Equal(0, _seller.Accept(ShipmentsUnderTest.Paid(1)));
        Assert.Empty(_seller.Open);
    }

    [Fact]
    public void A_withdrawal_that_overtakes_forbids_the_package()
    {
        Assert.Equal(WithdrawStatus.Withdrawn, _seller.Withdraw(1));
        Assert.Equal(0, _seller.Accept(ShipmentsUnderTest.Paid(1)));
        Assert.Equal(WithdrawStatus.Withdrawn, _seller.Withdraw(1));
        Assert.Empty(_seller.Open);
    }

    [Fact]
    public void A_package_that_was_withdrawn_before_it_came_is_told_of_once_as_if_it_had_come()
    {
        _seller.Withdraw(1);
        _seller.Withdraw(1);

        var told = Assert.Single(_seller.Entity.Events.OfType<PackageWithdrawn>()).Package;
        Assert.Equal(
            (ShipmentsUnderTest.Order(1), ShipmentsUnderTest.PackageOf(1), "s", PackageStatus.Withdrawn),
            (told.OrderId, told.PackageId, told.SellerId, told.Status));
        Assert.Equal(told, Assert.Single(_seller.Entity.Rows(ShipmentRows.Orders)).Value.Ended);
        Assert.Empty(_seller.Head.Totals);
        Assert.Equal(RefusalCodes.StateConflict, _seller.Ship(1)?.Refusal?.Code);
    }

    [Fact]
    public void A_package_is_taken_back_until_it_is_shipped()
    {
        _seller.Accept(ShipmentsUnderTest.Paid(1), ShipmentsUnderTest.Paid(2), ShipmentsUnderTest.Paid(3));
        _seller.Ship(2);
        _seller.Deliver(3);

        Assert.Equal(WithdrawStatus.Withdrawn, _seller.Withdraw(1));
        Assert.Equal(WithdrawStatus.Withdrawn, _seller.Withdraw(1));
        Assert.Equal(WithdrawStatus.Shipped, _seller.Withdraw(2));
        Assert.Equal(WithdrawStatus.Shipped, _seller.Withdraw(3));
        Assert.Single(_seller.Entity.Events.OfType<PackageWithdrawn>());
        Assert.Equal(RefusalCodes.StateConflict, _seller.Ship(1, "late")?.Refusal?.Code);
    }

    [Fact]
    public void A_command_is_done_once_a_key()
    {
        _seller.Accept(ShipmentsUnderTest.Paid(1));
        var shipped = _seller.Ship(1)?.Value;

        var again = _seller.Ship(1);
        Assert.Equal((shipped, true), (again?.Value, again?.Replayed));
        Assert.Equal(RefusalCodes.KeyReused, _seller.Ship(1, hash: "other")?.Refusal?.Code);
        Assert.Equal(RefusalCodes.StateConflict, _seller.Ship(1, key: "other")?.Refusal?.Code);

        Assert.False(_seller.Deliver(1)?.Replayed);
        Assert.True(_seller.Deliver(1)?.Replayed);
        Assert.Equal(RefusalCodes.StateConflict, _seller.Deliver(1, key: "other")?.Refusal?.Code);
    }

    [Fact]
    public void Delivery_of_a_package_that_was_not_shipped_ships_it_and_is_told_once()
    {
        _seller.Accept(ShipmentsUnderTest.Paid(1));
        _seller.Entity.Now += TimeSpan.FromHours(1);

        var package = _seller.Deliver(1)?.Value!;

        Assert.Equal((PackageStatus.Delivered, _seller.Entity.Now, _seller.Entity.Now), (package.Status, package.ShippedAt, package.DeliveredAt));
        Assert.Equal(new PackageDelivered(package), Assert.Single(_seller.Entity.Events));
    }

    [Fact]
    public void The_oldest_undelivered_package_is_delivered_first()
    {
        _seller.Accept(ShipmentsUnderTest.Paid(3), ShipmentsUnderTest.Paid(1), ShipmentsUnderTest.Paid(2), ShipmentsUnderTest.Paid(4));
        _seller.Deliver(1);
        _seller.Ship(2);

        Assert.Equal(ShipmentsUnderTest.Order(3), _seller.DeliverOldest()?.OrderId);
        Assert.Equal(ShipmentsUnderTest.Order(2), _seller.DeliverOldest()?.OrderId);
        Assert.Equal(3, _seller.Head.DoneTo);
        Assert.Equal(ShipmentsUnderTest.Order(4), _seller.DeliverOldest()?.OrderId);
        Assert.Null(_seller.DeliverOldest());
        Assert.Empty(_seller.Head.Totals);
    }

    [Fact]
    public void A_place_that_is_not_the_next_by_now_delivers_nothing()
    {
        _seller.Accept(ShipmentsUnderTest.Paid(1), ShipmentsUnderTest.Paid(2));
        _seller.DeliverOldest();

        Assert.Equal((false, null), _seller.Entity.Run(1L, ShipmentRules.DeliverNext, ShipmentRows.Open.Row(ShipmentRows.KeyOf(1))));
        Assert.Equal(ShipmentsUnderTest.Order(2), _seller.DeliverOldest()?.OrderId);
        Assert.Equal((true, null), _seller.Entity.Run(3L, ShipmentRules.DeliverNext, ShipmentRows.Open.Row(ShipmentRows.KeyOf(3))));
    }

    [Fact]
    public void When_nothing_is_open_the_search_for_the_oldest_begins_behind_everything()
    {
        _seller.Accept(ShipmentsUnderTest.Paid(1), ShipmentsUnderTest.Paid(2), ShipmentsUnderTest.Paid(3));
        _seller.Deliver(3);
        _seller.Deliver(2);
        Assert.Equal(0, _seller.Head.DoneTo);

        _seller.Withdraw(1);

        Assert.Equal(3, _seller.Head.DoneTo);
    }

    [Fact]
    public void An_unknown_package_is_not_found()
    {
        Assert.Equal(RefusalCodes.NotFound, _seller.Ship(9)?.Refusal?.Code);
        Assert.Equal(RefusalCodes.NotFound, _seller.Deliver(9)?.Refusal?.Code);
    }

    [Fact]
    public void A_decision_on_a_row_that_was_not_asked_for_is_asked_again()
    {
        _seller.Accept(ShipmentsUnderTest.Paid(1));

        var withdrawn = _seller.Entity.Run(
            ("s", ShipmentsUnderTest.Paid(1), 0L), ShipmentRules.Withdraw, ShipmentRows.Orders.Row(ShipmentsUnderTest.Order(1)));

        Assert.Null(withdrawn);
        Assert.Single(_seller.Open);
    }
}
