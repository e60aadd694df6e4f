using System.Globalization;
using System.Text;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Entities.Cassandra.Events;
using Orleans.Entities.Cassandra.OpenWork;

namespace Orleans.Entities.Cassandra.Tests.Events;

public sealed class EventRelayTests
{
    private const int Entities = 5;
    private const int Commits = 12;

    [Fact]
    public async Task Whatever_a_log_answers_it_has_in_the_end_each_entitys_events_once_and_in_order() => await Gen.Int.SampleAsync(
        async seed =>
        {
            var time = new FakeTimeProvider();
            var log = new UnreliableLog(seed, time);
            using var relay = new EventRelay(log, time, NullLogger.Instance);
            var entities = Enumerable.Range(0, Entities).Select(number => new TrackedEntity(new EntityKey("thing", $"{number}"))).ToList();
            for (var version = 1; version <= Commits; version++)
            {
                foreach (var entity in entities)
                    relay.Add(entity, Commit(entity.Key, version, TextOf(version)));
            }

            await UntilIdleAsync(relay, time);
            foreach (var entity in entities)
            {
                Assert.Equal(Enumerable.Range(1, Commits).Select(version => ((long)version, TextOf(version))), log.Taken[entity.Key]);
                Assert.Equal(Commits, entity.Relayed);
            }

            Assert.Equal(0, relay.WaitingBytes);
        },
        iter: 50);

    [Fact]
    public async Task A_log_that_was_broken_for_long_gets_everything_soon_after_it_is_mended()
    {
        var time = new FakeTimeProvider();
        var log = new UnreliableLog(1, time) { IsBroken = true };
        using var relay = new EventRelay(log, time, NullLogger.Instance);
        var entity = new TrackedEntity(new EntityKey("thing", "1"));
        for (var version = 1; version <= Commits; version++)
            relay.Add(entity, Commit(entity.Key, version, TextOf(version)));
        for (var minute = 0; minute < 60; minute++)
            await PassAsync(time, TimeSpan.FromMinutes(1));
        Assert.Empty(log.Taken);
        Assert.Equal(Commits, entity.Waiting.Count);

        log.IsBroken = false;
        await UntilIdleAsync(relay, time);

        Assert.Equal(Commits, log.Taken[entity.Key].Count);
    }

    [Fact]
    public async Task What_waits_is_not_what_its_maker_writes_into_the_same_memory_later()
    {
        var time = new FakeTimeProvider();
        var log = new UnreliableLog(1, time) { IsBroken = true };
        using var relay = new EventRelay(log, time, NullLogger.Instance);
        var entity = new TrackedEntity(new EntityKey("thing", "1"));
        var buffer = Encoding.UTF8.GetBytes("\"first\"");
        relay.Add(entity, Commit(entity.Key, 1, new PendingEvent("said.v1", buffer)));

        "\"later\""u8.CopyTo(buffer);
        log.IsBroken = false;
        await UntilIdleAsync(relay, time);

        Assert.Equal([(1, "\"first\"")], log.Taken[entity.Key]);
    }

    [Fact]
    public void It_is_full_when_as_much_waits_as_may()
    {
        var time = new FakeTimeProvider();
        using var relay = new EventRelay(new UnreliableLog(1, time) { IsBroken = true }, time, NullLogger.Instance);
        var entity = new TrackedEntity(new EntityKey("thing", "1"));
        var large = new PendingEvent("said.v1", new byte[EventRelay.MaxWaitingBytes / 4]);
        for (var version = 1; version <= 4; version++)
        {
            Assert.False(relay.IsFull);
            relay.Add(entity, Commit(entity.Key, version, large));
        }

        Assert.True(relay.IsFull);
    }

    private static async Task UntilIdleAsync(EventRelay relay, FakeTimeProvider time)
    {
        while (relay.Running > 0)
            await PassAsync(time, TimeSpan.FromMilliseconds(100));
    }

    // Whoever waits for the clock has to be there when it goes on; the rest runs by itself.
    private static async Task PassAsync(FakeTimeProvider time, TimeSpan span)
    {
        await Task.Yield();
        time.Advance(span);
    }

    private static string TextOf(int version) => string.Create(CultureInfo.InvariantCulture, $"\"event {version}\"");

    private static EntityCommit Commit(EntityKey key, int version, string text) => Commit(key, version, new PendingEvent("said.v1", Encoding.UTF8.GetBytes(text)));

    private static EntityCommit Commit(EntityKey key, int version, PendingEvent value) => new()
    {
        Key = key,
        ExpectedVersion = version - 1,
        ExpectedWriteId = version == 1 ? Guid.Empty : Guid.NewGuid(),
        WriteId = Guid.NewGuid(),
        Events = [value],
        Time = DateTimeOffset.UnixEpoch,
    };
}
