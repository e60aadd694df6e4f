using Cql;
using Marketplace.Tests.Shared;
using Orleans.Reminders.Cassandra.Tests.Servers;

namespace Orleans.Reminders.Cassandra.Tests.Reminders;

/// <summary>However often reminders were written, a reading of their range meets few tombstones.</summary>
[Collection<OneNode>]
public sealed class TombstoneTests(OneNode node)
{
    private const int Updates = 10_000;
    private const int Grains = 200;
    private const int Removals = 500;

    [Fact]
    public async Task A_range_meets_no_tombstones_after_many_updates_and_few_after_removals()
    {
        var token = TestContext.Current.CancellationToken;
        var cluster = await node.StartedOrSkipAsync();
        await using var reminders = new CassandraReminders(cluster.Nodes);
        var table = await reminders.OpenAsync();
        var store = await reminders.OpenStoreAsync(token);
        var grains = Enumerable.Range(0, Grains).Select(i => GrainId.Create("thing", $"{i}")).ToList();
        await Parallel.ForAsync(0, Updates, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = token }, async (i, _) => await PutAsync(grains[i % Grains]));
        await cluster.NodetoolAsync(1, "flush", "orleans", ReminderSchema.Table);
        Assert.Equal(0, await TombstonesAsync(grains[0]));

        for (var i = 0; i < Removals; i++)
            Assert.True(await table.RemoveRow(grains[0], "tick", await PutAsync(grains[0]), token));

        Assert.InRange(await TombstonesAsync(grains[0]), 1, 2);

        async Task<string> PutAsync(GrainId grain) => (await table.UpsertRow(
            new ReminderEntry { GrainId = grain, ReminderName = "tick", StartAt = DateTime.UnixEpoch, Period = TimeSpan.FromMinutes(1) }, token))!;

        Task<int> TombstonesAsync(GrainId grain)
        {
            var slice = RingSlice.Of(grain.GetUniformHashCode() - 1, grain.GetUniformHashCode()).Single();
            var cql = $"SELECT * FROM {store.Table(ReminderSchema.Table)} WHERE service = '{reminders.ServiceOf("tests")}' AND bucket = {slice.Bucket} AND grain_hash >= {slice.First & 0xFF00_0000} AND grain_hash <= {slice.Last | 0xFF_FFFF}";
            return CassandraTraces.MostTombstonesAsync(store.Session, new SimpleStatement(cql), token);
        }
    }
}
