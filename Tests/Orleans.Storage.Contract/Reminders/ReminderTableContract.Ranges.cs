using CsCheck;

namespace Orleans.Storage.Contract;

// Ranges (begin, end] over the ring of hashes: what a silo reads when it starts, and each time the ring changes.
public abstract partial class ReminderTableContract
{
    // Found by trying four thousand million keys: their hashes are the first and the last there are.
    private static readonly GrainId First = GrainId.Create("thing", "lqjtkdva");
    private static readonly GrainId Last = GrainId.Create("thing", "ftabzgxb");

    private static bool IsIn(uint hash, uint begin, uint end) => begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

    [Fact]
    public async Task A_range_leaves_its_beginning_out_takes_its_end_in_and_goes_round_the_ring()
    {
        Assert.Equal((uint.MinValue, uint.MaxValue), (First.GetUniformHashCode(), Last.GetUniformHashCode()));
        var grains = Enumerable.Range(0, 4).Select(i => GrainId.Create("thing", $"{i}")).Append(First).Append(Last).ToList();
        foreach (var grain in grains)
            await Table.AddAsync(grain, "tick");
        var bounds = grains.Select(grain => grain.GetUniformHashCode()).SelectMany(hash => new[] { hash - 1, hash, hash + 1 }).Distinct().Order().ToList();

        foreach (var begin in bounds)
        {
            foreach (var end in bounds)
                await AssertRangeAsync(begin, end, grains);
        }
    }

    [Fact]
    public async Task Any_range_of_a_thousand_reminders_holds_those_whose_hash_is_in_it()
    {
        var grains = Enumerable.Range(0, 1_000).Select(i => GrainId.Create("thing", $"{i}")).ToList();
        await AddAllAsync(grains.Select(grain => (grain, "tick")));

        await Gen.Select(Gen.UInt, Gen.UInt).SampleAsync(range => AssertRangeAsync(range.Item1, range.Item2, grains), iter: 200, threads: 1);
    }

    [Fact]
    public async Task Ten_thousand_reminders_are_read_whole_and_in_parts_each_once()
    {
        const int Count = 10_000;
        await AddAllAsync(Enumerable.Range(0, Count).Select(i => (GrainId.Create("thing", $"{i / 2}"), $"{i % 2}")));
        var all = await Table.ReadRows(0, 0, Token).NamesAsync();
        Assert.Equal((Count, Count), (all.Count, all.Distinct().Count()));

        // As silos share the ring: each its part, and one of them over the ring's seam.
        uint[] silos = [0x1000_0000, 0x1000_0001, 0x7FFF_FFFF, 0x8000_0000, 0xF000_0000];
        var parts = new List<(GrainId, string)>();
        for (var i = 0; i < silos.Length; i++)
            parts.AddRange(await Table.ReadRows(silos[i], silos[(i + 1) % silos.Length], Token).NamesAsync());
        Assert.Equal(Count, parts.Count);
        Assert.Equal(all.ToHashSet(), parts.ToHashSet());
    }

    [Fact]
    public async Task Ten_thousand_reminders_of_one_grain_are_read_whole()
    {
        const int Count = 10_000;
        await AddAllAsync(Enumerable.Range(0, Count).Select(i => (Grain, $"{i}")));
        var hash = Grain.GetUniformHashCode();

        Assert.Equal(Count, (await Table.ReadRows(Grain, Token).NamesAsync()).Distinct().Count());
        Assert.Equal(Count, (await Table.ReadRows(hash - 1, hash, Token).NamesAsync()).Distinct().Count());
        Assert.Empty((await Table.ReadRows(hash, hash + 1, Token)).Reminders);
    }

    [Fact]
    public async Task What_is_written_and_removed_beside_a_reading_costs_it_none_of_the_others()
    {
        var grains = Enumerable.Range(0, 2_000).Select(i => GrainId.Create("thing", $"{i}")).ToList();
        await AddAllAsync(grains.Select(grain => (grain, "stays")));
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var changing = Task.Run(async () =>
        {
            for (var i = 0; !done.IsCancellationRequested; i = (i + 1) % grains.Count)
            {
                var entry = await Table.AddAsync(grains[i], "comes and goes");
                await Table.AddAsync(grains[i], "stays");
                await Table.RemoveRow(grains[i], "comes and goes", entry.ETag!, Token);
            }
        }, Token);

        for (var i = 0; i < 5; i++)
        {
            var read = await Table.ReadRows(0, 0, Token).NamesAsync();
            Assert.Equal(read.Count, read.Distinct().Count());
            Assert.Equal(grains.Count, read.Count(row => row.Name == "stays"));
        }

        await done.CancelAsync();
        await changing;
    }

    private async Task AssertRangeAsync(uint begin, uint end, IEnumerable<GrainId> grains)
    {
        var expected = grains.Where(grain => IsIn(grain.GetUniformHashCode(), begin, end)).Order();
        Assert.Equal(expected, (await Table.ReadRows(begin, end, Token)).Reminders.Select(row => row.GrainId).Order());
    }

    private Task AddAllAsync(IEnumerable<(GrainId Grain, string Name)> reminders) => Parallel.ForEachAsync(
        reminders,
        new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = Token },
        async (reminder, _) => await Table.AddAsync(reminder.Grain, reminder.Name));
}
