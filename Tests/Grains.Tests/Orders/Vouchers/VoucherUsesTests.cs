using CsCheck;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Vouchers;
using Marketplace.Grains.Orders.Vouchers;

namespace Marketplace.Grains.Tests.Orders.Vouchers;

public sealed class VoucherUsesTests
{
    [Fact]
    public void An_order_counts_once_however_often_it_is_said()
    {
        var voucher = VoucherUnderTest.With();

        Assert.Null(voucher.Use("o1"));
        Assert.Null(voucher.Use("o1"));
        voucher.Keep("o1");
        Assert.Null(voucher.Use("o1"));

        Assert.Equal((1, 0), (voucher.Head.Uses, voucher.Head.Open));
        voucher.Check();
    }

    [Fact]
    public void A_use_is_given_back_once_kept_or_not()
    {
        var voucher = VoucherUnderTest.With();
        voucher.Use("o1");
        voucher.Use("o2");
        voucher.Keep("o2");

        Assert.Equal((true, false, true, false), (voucher.Release("o1"), voucher.Release("o1"), voucher.Release("o2"), voucher.Release("o2")));
        Assert.Equal(0, voucher.Head.Uses);
        voucher.Check();
    }

    [Fact]
    public void A_release_that_overtakes_refuses_the_late_use()
    {
        var voucher = VoucherUnderTest.With();

        Assert.False(voucher.Release("o1"));
        Assert.Equal(RefusalCodes.StateConflict, voucher.Use("o1"));
        voucher.Keep("o1");

        Assert.Equal(0, voucher.Head.Uses);
        voucher.Check();
    }

    [Fact]
    public void The_last_use_is_one_order_s_and_the_next_one_s_when_it_comes_back()
    {
        var voucher = VoucherUnderTest.With(VoucherUnderTest.Ten with { Limit = 1 });

        Assert.Null(voucher.Use("o1"));
        Assert.Equal(RefusalCodes.VoucherUsedUp, voucher.Use("o2"));
        voucher.Release("o2");
        Assert.Equal(RefusalCodes.VoucherUsedUp, voucher.Use("o3"));
        voucher.Release("o1");
        Assert.Null(voucher.Use("o3"));
        voucher.Check();
    }

    [Fact]
    public void What_changed_since_the_order_was_priced_refuses_new_uses_and_leaves_old_ones()
    {
        var voucher = VoucherUnderTest.With();
        voucher.Use("o1");
        voucher.Put(new VoucherTerms { Percent = 5 });

        Assert.Equal(RefusalCodes.VoucherChanged, voucher.Use("o2"));
        Assert.Null(voucher.Use("o1"));
        Assert.Null(voucher.Use("o2", version: 2));
        voucher.Put(new VoucherTerms { Percent = 5, Status = VoucherStatus.Disabled });
        Assert.Equal(RefusalCodes.VoucherDisabled, voucher.Use("o3", version: 2));
        Assert.Equal(2, voucher.Head.Uses);
    }

    [Fact]
    public void One_that_nobody_made_can_hold_tombstones_and_no_use()
    {
        var voucher = new VoucherUnderTest();

        voucher.Release("o1");
        Assert.Equal(RefusalCodes.VoucherUnknown, voucher.Use("o2"));
        Assert.True(voucher.Put(VoucherUnderTest.Ten, Precondition.MustBeAbsent).Succeeded);
        Assert.Equal(RefusalCodes.StateConflict, voucher.Use("o1"));
    }

    [Fact]
    public void Releases_are_forgotten_after_two_days_a_few_with_each_that_comes()
    {
        var voucher = VoucherUnderTest.With();
        for (var order = 0; order < 10; order++)
            voucher.Release($"o{order}");

        voucher.Entity.Now += TimeSpan.FromHours(47);
        voucher.Release("a");
        Assert.Equal(11, voucher.Entity.Rows(VoucherRows.Released).Count);
        voucher.Entity.Now += TimeSpan.FromHours(2);
        foreach (var order in (string[])["b", "c", "d"])
            voucher.Release(order);

        Assert.Equal(["a", "b", "c", "d"], voucher.Entity.Rows(VoucherRows.Released).Select(released => released.Key));
        Assert.Equal(4, voucher.Entity.Rows(VoucherRows.ReleasedByHour).Count);
        voucher.Check();
    }

    [Fact]
    public void One_whose_order_goes_on_goes_behind_the_others_and_a_late_move_does_nothing()
    {
        var voucher = VoucherUnderTest.With();
        voucher.Use("o1");
        voucher.Use("o2");

        voucher.Move("o1");

        Assert.Equal(["o2", "o1"], voucher.Entity.Rows(VoucherRows.Open).Select(open => open.Value.OrderKey));
        voucher.Check();
        voucher.Keep("o1");
        voucher.Move("o1");
        voucher.Check();
    }

    [Fact]
    public void In_whatever_order_messages_come_each_order_counts_as_it_was_decided() => Gen
        .Select(Gen.Int[0, 5], Gen.Int[0, 7], Gen.Int[0, 99]).Array[0, 80]
        .Sample(
            steps =>
            {
                var run = new Run();
                foreach (var (action, order, choice) in steps)
                    run.Step(action, order, choice);
                run.End();
            },
            iter: 5_000);

    private enum Fate
    {
        Running,
        Paid,
        Ended,
    }

    /// <summary>Orders use, decide, keep and release; messages are late, lost, repeated and overtaken; the sweep asks at any time.</summary>
    private sealed class Run
    {
        private const int Limit = 3;

        private readonly VoucherUnderTest _voucher = VoucherUnderTest.With(VoucherUnderTest.Ten with { Limit = Limit });
        private readonly Fate[] _fates = new Fate[8];
        private readonly bool[] _used = new bool[8];
        private readonly List<Action> _late = [];

        public void Step(int action, int order, int choice)
        {
            var name = $"o{order}";
            switch (action)
            {
                case 0:
                    if (_fates[order] == Fate.Running)
                        _used[order] |= _voucher.Use(name) is null;
                    _late.Add(() => _voucher.Use(name));
                    break;
                case 1 when _fates[order] == Fate.Running && _used[order]:
                    _fates[order] = Fate.Paid;
                    _late.Add(() => _voucher.Keep(name));
                    break;
                case 2 when _fates[order] != Fate.Ended:
                    _fates[order] = Fate.Ended;
                    _voucher.Release(name);
                    _late.Add(() => _voucher.Release(name));
                    break;
                case 3 when _late.Count > 0:
                    _late[choice % _late.Count]();
                    break;
                case 4:
                    Ask(order);
                    break;
                case 5:
                    _voucher.Entity.Now += TimeSpan.FromMinutes(choice - 20);
                    break;
            }

            _voucher.Check();
        }

        public void End()
        {
            foreach (var late in _late)
                late();
            for (var order = 0; order < _fates.Length; order++)
                Ask(order);
            _voucher.Check();
            for (var order = 0; order < _fates.Length; order++)
            {
                var isCounted = _voucher.Entity.Rows(VoucherRows.Uses).Any(use => use.Key == $"o{order}");
                Assert.True(_fates[order] != Fate.Paid || isCounted, $"o{order} is paid and not counted.");
                Assert.True(_fates[order] != Fate.Ended || !isCounted, $"o{order} has ended and is counted.");
            }
        }

        private void Ask(int order)
        {
            switch (_fates[order])
            {
                case Fate.Paid:
                    _voucher.Keep($"o{order}");
                    break;
                case Fate.Ended:
                    _voucher.Release($"o{order}");
                    break;
                default:
                    _voucher.Move($"o{order}");
                    break;
            }
        }
    }
}
