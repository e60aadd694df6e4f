using Cql.Topology;
using CsCheck;

namespace Cql.Tests.Topology;

public sealed class ReconnectionScheduleTests
{
    [Fact]
    public void Waits_double_from_about_a_second_to_about_a_minute_and_stay_there()
        => Gen.Select(Gen.Int, Gen.Int[1, 2000]).Sample((seed, failures) =>
        {
            var whole = Math.Min(Math.Pow(2, failures - 1), 60);
            Assert.InRange(ReconnectionSchedule.After(failures, new Random(seed)).TotalSeconds, whole * 0.7, whole * 0.9);
        });

    [Fact]
    public void Many_clients_do_not_come_back_at_once()
    {
        var random = new Random(1);
        var waits = Enumerable.Range(0, 1000).Select(_ => ReconnectionSchedule.After(7, random).TotalSeconds).ToList();
        Assert.InRange(waits.Min(), 42, 43);
        Assert.InRange(waits.Max(), 53, 54);
        Assert.InRange(waits.Average(), 47.5, 48.5);
    }
}
