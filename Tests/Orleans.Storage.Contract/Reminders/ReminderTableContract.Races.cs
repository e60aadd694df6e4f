namespace Orleans.Storage.Contract;

// Several silos at one reminder.
public abstract partial class ReminderTableContract
{
    private const int Rivals = 16;

    [Fact]
    public async Task Of_many_writers_at_once_each_gets_an_ETag_and_the_last_ones_stands()
    {
        var tables = await TablesAsync();
        var entries = await Task.WhenAll(tables.Select(
            (table, i) => Task.Run(() => table.AddAsync(Reminders.Of(Grain, "tick", Reminders.Start.AddMinutes(i))), Token)));

        Assert.Equal(Rivals, entries.Select(entry => entry.ETag).Distinct().Count());
        var stored = Assert.Single((await Table.ReadRows(Grain, Token)).Reminders);
        Reminders.AssertSame(Assert.Single(entries, entry => entry.ETag == stored.ETag), stored);
    }

    [Fact]
    public async Task Of_many_who_remove_a_reminder_by_one_ETag_one_has_removed_it()
    {
        var tables = await TablesAsync();
        for (var round = 0; round < 5; round++)
        {
            var entry = await Table.AddAsync(Grain, $"tick {round}");

            var removed = await Task.WhenAll(tables.Select(table => Task.Run(() => table.RemoveRow(Grain, entry.ReminderName, entry.ETag!, Token), Token)));

            Assert.Single(removed, true);
            Assert.Null(await Table.FindAsync(entry));
        }
    }

    [Fact]
    public async Task A_removal_that_races_with_a_write_removes_what_was_before_it_or_nothing()
    {
        for (var round = 0; round < 25; round++)
        {
            var before = await Table.AddAsync(Grain, $"tick {round}");

            var removing = Task.Run(() => Table.RemoveRow(Grain, before.ReminderName, before.ETag!, Token), Token);
            var after = await Table.AddAsync(Grain, before.ReminderName);
            await removing;

            Reminders.AssertSame(after, await Table.FindAsync(after));
        }
    }

    [Fact]
    public async Task Many_grains_at_once_keep_to_themselves()
    {
        var grains = Enumerable.Range(0, 100).Select(i => GrainId.Create("thing", $"{i}")).ToList();
        await Parallel.ForEachAsync(grains, Token, async (grain, _) =>
        {
            var entries = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Table.AddAsync(grain, $"{i}")));
            Assert.True(await Table.RemoveRow(grain, "3", entries[3].ETag!, Token));
        });

        foreach (var grain in grains)
            Assert.Equal([(grain, "0"), (grain, "1"), (grain, "2"), (grain, "4")], await Table.ReadRows(grain, Token).NamesAsync());
    }

    private async Task<IReminderTable[]> TablesAsync() =>
        await Task.WhenAll(Enumerable.Range(0, Rivals).Select(_ => Subject.OpenAsync().AsTask()));
}
