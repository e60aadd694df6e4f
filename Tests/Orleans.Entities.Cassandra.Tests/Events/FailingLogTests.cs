using System.Globalization;
using System.Text;
using Marketplace.Tests.Shared;
using Orleans.Entities.Cassandra.Events;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.Events;

/// <summary>What becomes of commits and their events while the log does not take any.</summary>
[Collection(nameof(OneNode))]
public sealed class FailingLogTests(OneNode node)
{
    private const int Entities = 4;
    private const int EventBytes = 1 << 20;
    private const int DiskMegabytes = 48;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commits_are_taken_until_as_much_waits_as_may_and_nothing_is_lost()
    {
        GatedLog? gate = null;
        await using var test = await TestStore.OpenAsync(await node.StartedOrSkipAsync(), wrapLog: log => gate = new GatedLog(log));
        var writers = Writers(test);
        gate!.IsShut = true;
        var taken = 0;
        while (await writers[taken % Entities].TryWriteAsync(writers[taken % Entities].Next(events: [EntityWriter.Event(TextOf(taken))])) == CommitOutcome.Committed)
            taken++;

        // What has no events needs no log.
        Assert.Equal(EventRelay.MaxWaitingBytes / EventBytes, taken);
        await writers[0].WriteAsync("a head");
        await new EntityWriter(test.Store.Entities, new EntityKey("thing", "another")).WriteAsync("a head");

        gate.IsShut = false;
        await UntilRelayedAsync(test);
        await writers[0].WriteAsync(events: [EntityWriter.Event(TextOf(taken))]);
        await UntilRelayedAsync(test);

        for (var number = 0; number < Entities; number++)
            Assert.Equal(Enumerable.Range(0, taken + 1).Where(i => i % Entities == number).Select(i => TextOf(i)), await InLogAsync(test, writers[number].Key));
    }

    [Fact]
    public async Task Events_of_a_process_that_dies_before_its_log_is_mended_are_found_by_the_next()
    {
        GatedLog? gate = null;
        await using var test = await TestStore.OpenAsync(await node.StartedOrSkipAsync(), wrapLog: log => gate = new GatedLog(log));
        var writers = Writers(test);
        gate!.IsShut = true;
        for (var i = 0; i < Entities * 3; i++)
            await writers[i % Entities].WriteAsync(events: [EntityWriter.Event($"\"{i}\"")]);

        await test.ReopenAsync(orderly: false);
        await UntilRelayedAsync(test);

        for (var number = 0; number < Entities; number++)
            Assert.Equal([$"\"{number}\"", $"\"{number + Entities}\"", $"\"{number + (2 * Entities)}\""], await InLogAsync(test, writers[number].Key));
    }

    [Fact]
    public async Task On_a_full_disk_commits_go_on_and_their_events_come_when_there_is_room()
    {
        using var disk = SmallDisk.OrSkip(DiskMegabytes);
        await using var test = await TestStore.OpenAsync(await node.StartedOrSkipAsync(), home: new DirectoryInfo(disk.Path));
        var writers = Writers(test);
        var written = 0;
        for (; test.Files.Failure is null; written++)
        {
            disk.Fill();
            await writers[written % Entities].WriteAsync(events: [EntityWriter.Event(TextOf(written, 20_000))]);
            await Task.Delay(1, Token);
        }

        for (var end = written + (4 * Entities); written < end; written++)
            await writers[written % Entities].WriteAsync(events: [EntityWriter.Event(TextOf(written, 20_000))]);
        Assert.False(test.Store.IsRelayed);

        disk.MakeRoom();
        await UntilRelayedAsync(test);

        for (var number = 0; number < Entities; number++)
        {
            Assert.Equal(
                Enumerable.Range(0, written).Where(i => i % Entities == number).Select(i => TextOf(i, 20_000)),
                await InLogAsync(test, writers[number].Key));
        }
    }

    private static List<EntityWriter> Writers(TestStore test) =>
        [.. Enumerable.Range(0, Entities).Select(number => new EntityWriter(test.Store.Entities, new EntityKey("thing", $"{number}")))];

    private static string TextOf(int number) => TextOf(number, EventBytes);

    private static string TextOf(int number, int bytes) => number.ToString(CultureInfo.InvariantCulture).PadLeft(bytes, '0');

    private static async Task UntilRelayedAsync(TestStore test)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !test.Store.IsRelayed;)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "Events wait still.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
        }
    }

    private static async Task<List<string>> InLogAsync(TestStore test, EntityKey key)
    {
        var (partition, found) = (test.Files.Log.PartitionOf(key), new List<string>());
        for (long offset = 0; ;)
        {
            var events = await test.Files.Log.ReadAsync(partition, offset, 100, TimeSpan.Zero, Token);
            if (events.Count == 0)
                return found;
            offset += events.Count;
            found.AddRange(events.Where(value => value.Entity == key).Select(value => Encoding.UTF8.GetString(value.Data.Span)));
        }
    }
}
