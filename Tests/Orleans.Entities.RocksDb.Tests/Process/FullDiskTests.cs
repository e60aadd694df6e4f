using Marketplace.Tests.Shared;

namespace Orleans.Entities.RocksDb.Tests.Process;

/// <summary>The store on a file system that is really full.</summary>
public sealed class FullDiskTests
{
    private const int Megabytes = 48;

    [Fact]
    public async Task On_a_full_disk_every_waiter_hears_of_it_and_the_store_goes_on_when_there_is_room()
    {
        using var disk = SmallDisk.OrSkip(Megabytes);
        var folder = Path.Combine(disk.Path, "store");
        await using var process = await StoreProcess.OpenAsync(folder);
        Assert.Equal("64", await process.AskAsync("burst 0 16 4"));

        var answered = 64 + 2;
        for (var round = 1; round <= 2; round++)
        {
            disk.Fill();

            // All callers end, with one outcome or another, though there is no room for what they write.
            var committed = int.Parse(await process.AskAsync($"burst {round * 1_000_000} 64 400"), System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(committed, 0, (64 * 400) - 1);
            answered += committed;

            // Opening again drops files that are not needed any more, and finds room in their place, until there are none.
            var (tries, failure) = (0, "none");
            await Patience.UntilAsync(async () =>
            {
                disk.Fill();
                return await process.AskAsync($"commit {round}-full-{++tries} MARK:000000000001") == "NotApplied"
                    && (failure = await process.AskAsync("failure")) != "none";
            });
            Assert.Contains("No space left on device", failure, StringComparison.Ordinal);

            disk.MakeRoom();
            await process.UntilAnswerAsync("failure", "none");
            Assert.Equal("Committed", await process.AskAsync($"commit {round}-again MARK:000000000001"));
        }

        await process.KillAsync();
        using var store = TestStore.Open(folder);
        Assert.InRange(await store.CountAsync(), answered, int.MaxValue);
        foreach (var id in (string[])["000000000000", "000000000063", "1-again", "2-again"])
            Assert.Equal(1, (await store.Entities.OpenAsync(new EntityKey("thing", id), TestContext.Current.CancellationToken)).Version);
    }

    [Fact]
    public async Task A_start_on_a_full_disk_is_refused_in_one_sentence_and_damages_nothing()
    {
        using var disk = SmallDisk.OrSkip(Megabytes);
        var folder = Path.Combine(disk.Path, "store");
        await using (var process = await StoreProcess.OpenAsync(folder))
            Assert.Equal("640", await process.AskAsync("burst 0 16 40"));
        disk.Fill();

        await using (var refused = StoreProcess.Start(folder))
            Assert.Contains("No space left on device", await refused.Opened, StringComparison.Ordinal);

        disk.MakeRoom();
        using var store = TestStore.Open(folder);
        Assert.Equal(640, await store.CountAsync());
    }
}
