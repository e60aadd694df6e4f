using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Vouchers;
using Marketplace.Grains.Orders.Vouchers;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Orders.Vouchers;

/// <summary>A voucher without a grain.</summary>
internal sealed class VoucherUnderTest
{
    public MemoryEntity<VoucherHead> Entity { get; } = new();

    public VoucherHead Head => Entity.State ?? VoucherHead.Absent;

    public static VoucherTerms Ten { get; } = new() { Percent = 10 };

    public static VoucherUnderTest With(VoucherTerms? terms = null)
    {
        var voucher = new VoucherUnderTest();
        Assert.True(voucher.Put(terms ?? Ten).Succeeded);
        return voucher;
    }

    public Outcome<Voucher> Put(VoucherTerms terms, Precondition precondition = default)
        => Entity.Run(("v", new PutVoucher(terms, precondition)), VoucherRules.Put);

    /// <summary>Why it may not be used; null when it is.</summary>
    public string? Use(string order, long version = 1)
        => Entity.Run(new UseVoucher(order, version), VoucherUses.Use, VoucherRows.Uses.Row(order), VoucherRows.Released.Row(order))?.Code;

    public void Keep(string order) => Entity.Run(order, VoucherUses.Keep, VoucherRows.Uses.Row(order));

    public bool Release(string order)
    {
        var oldest = Head.ForgottenTo;
        return Entity.Run(
            (order, oldest),
            VoucherUses.Release,
            VoucherRows.Uses.Row(order),
            VoucherRows.Released.Row(order),
            VoucherRows.ReleasedByHour.Range(oldest, VoucherUses.ForgottenAtOnce));
    }

    /// <summary>What the sweep does with a use whose order goes on.</summary>
    public void Move(string order)
    {
        var number = Entity.Rows(VoucherRows.Open).FirstOrDefault(open => open.Value.OrderKey == order).Key ?? VoucherRows.KeyOf(1);
        Entity.Run((number, order), VoucherUses.Move, VoucherRows.Uses.Row(order));
    }

    /// <summary>Holds counts and rows against each other.</summary>
    public void Check()
    {
        var uses = Entity.Rows(VoucherRows.Uses);
        Assert.Equal(Head.Uses, uses.Count);
        Assert.Equal(
            uses.Where(use => use.Value.Number > 0).Select(use => (VoucherRows.KeyOf(use.Value.Number), use.Key)).Order(),
            Entity.Rows(VoucherRows.Open).Select(open => (open.Key, open.Value.OrderKey)));
        Assert.Equal(Head.Open, Entity.Rows(VoucherRows.Open).Count);
        Assert.InRange(Head.Uses, 0, Head.Made?.Terms.Limit ?? long.MaxValue);
        Assert.Empty(uses.Select(use => use.Key).Intersect(Entity.Rows(VoucherRows.Released).Select(released => released.Key)));
        Assert.True(Head.Open == 0 || Head.Watched);
    }
}
