using System.Diagnostics;

namespace Orleans.Entities.RocksDb.Tests.Process;

/// <summary>A file system that is really full: a small one in memory, mounted where the system lets a test do so.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _mount = new();

    public void Dispose()
    {
        Run("umount", _mount.Path);
        _mount.Dispose();
    }

    [Fact]
    public async Task On_a_full_disk_every_waiter_hears_of_it_and_the_store_goes_on_when_there_is_room()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=48m", "none", _mount.Path),
            "The test needs to mount a small file system.");
        var folder = Path.Combine(_mount.Path, "store");
        var ballast = Path.Combine(_mount.Path, "ballast");
        await using var process = await StoreProcess.OpenAsync(folder);
        Assert.Equal("64", await process.AskAsync("burst 0 16 4"));

        var answered = 64 + 2;
        for (var round = 1; round <= 2; round++)
        {
            Fill(ballast);

            // All callers end, with one outcome or another, though there is no room for what they write.
            var committed = int.Parse(await process.AskAsync($"burst {round * 1_000_000} 64 400"), System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(committed, 0, (64 * 400) - 1);
            answered += committed;

            // Opening again drops files that are not needed any more, and finds room in their place, until there are none.
            var tries = 0;
            await Patience.UntilAsync(async () =>
            {
                Fill(ballast);
                return await process.AskAsync($"commit {round}-full-{++tries} MARK:000000000001") == "NotApplied"
                    && await process.AskAsync("failure") != "none";
            });
            Assert.Contains("No space left on device", await process.AskAsync("failure"), StringComparison.Ordinal);

            File.Delete(ballast);
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
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=48m", "none", _mount.Path),
            "The test needs to mount a small file system.");
        var folder = Path.Combine(_mount.Path, "store");
        var ballast = Path.Combine(_mount.Path, "ballast");
        await using (var process = await StoreProcess.OpenAsync(folder))
            Assert.Equal("640", await process.AskAsync("burst 0 16 40"));
        Fill(ballast);

        await using (var refused = StoreProcess.Start(folder))
            Assert.Contains("No space left on device", await refused.Opened, StringComparison.Ordinal);

        File.Delete(ballast);
        using var store = TestStore.Open(folder);
        Assert.Equal(640, await store.CountAsync());
    }

    private static void Fill(string file)
    {
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true)
                stream.Write(page);
        }
        catch (IOException)
        {
            // That is what it is for.
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = System.Diagnostics.Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
