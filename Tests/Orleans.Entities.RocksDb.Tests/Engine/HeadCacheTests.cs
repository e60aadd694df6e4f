using System.Text;
using CsCheck;
using Orleans.Entities.Contract;
using Orleans.Entities.RocksDb.Engine;
using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb.Tests.Engine;

public sealed class HeadCacheTests
{
    private static readonly HeadRecord Head = new(3, Guid.NewGuid(), Unfinished: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_head_is_found_by_its_key_until_the_cache_is_cleared()
    {
        var cache = new HeadCache(16);
        Assert.False(cache.TryGet(7, "a"u8, out _));

        cache.Set(7, "a"u8, Head);

        Assert.True(cache.TryGet(7, "a"u8, out var found));
        Assert.Equal(Head, found);
        cache.Clear();
        Assert.False(cache.TryGet(7, "a"u8, out _));
    }

    [Fact]
    public void Keys_of_one_hash_are_told_apart()
    {
        var cache = new HeadCache(16);
        cache.Set(7, "ab"u8, Head);

        Assert.False(cache.TryGet(7, "ac"u8, out _));
        Assert.False(cache.TryGet(7, "a"u8, out _));
        Assert.False(cache.TryGet(7, "abc"u8, out _));
        Assert.False(cache.TryGet(8, "ab"u8, out _));
    }

    [Fact]
    public void A_key_that_takes_anothers_slot_is_found_and_the_other_is_not()
    {
        var cache = new HeadCache(1);
        cache.Set(7, "the longer one"u8, Head);

        cache.Set(8, "shorter"u8, Head with { Version = 9 });

        Assert.False(cache.TryGet(7, "the longer one"u8, out _));
        Assert.True(cache.TryGet(8, "shorter"u8, out var found));
        Assert.Equal(9, found.Version);
    }

    [Fact]
    public void A_key_too_long_to_keep_is_left_to_the_files()
    {
        var cache = new HeadCache(16);

        cache.Set(7, new byte[1000], Head);

        Assert.False(cache.TryGet(7, new byte[1000], out _));
    }

    [Fact]
    public void What_is_found_is_what_was_last_set_under_the_key() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[1, 1000]).Array[0, 60].Sample(sets =>
        {
            var cache = new HeadCache(4);
            var model = new Dictionary<int, HeadRecord>();
            foreach (var (key, version) in sets)
            {
                model[key] = new HeadRecord(version, Guid.NewGuid(), version % 2 == 0);
                cache.Set(HashOf(key), KeyOf(key), model[key]);
                Assert.True(cache.TryGet(HashOf(key), KeyOf(key), out var found));
                Assert.Equal(model[key], found);
            }

            for (var key = 0; key < 10; key++)
            {
                if (cache.TryGet(HashOf(key), KeyOf(key), out var found))
                    Assert.Equal(model[key], found);
            }
        });

    [Fact]
    public async Task Commits_on_entities_that_share_slots_are_decided_on_their_own_heads()
    {
        await using var subject = new RocksDbUnderTest();
        var writers = Enumerable.Range(0, 4000).Select(i => new EntityWriter(subject.Store, new EntityKey("thing", $"{i}"))).ToList();
        var stale = writers.Select(writer => writer.Next("stale")).ToList();
        for (var version = 1; version <= 3; version++)
            await Task.WhenAll(writers.Select(writer => writer.WriteAsync($"{writer.Key.Id} at {version}", unfinished: version == 2)));

        foreach (var outcome in await Task.WhenAll(stale.Select(commit => subject.Store.CommitAsync(commit).AsTask())))
            Assert.Equal(CommitOutcome.Conflict, outcome);
        foreach (var writer in writers)
        {
            Assert.Equal(ResolveOutcome.Committed, await subject.Store.ResolveAsync(writer.Key, 3, writer.WriteId, Token));
            Assert.Equal(ResolveOutcome.NotApplied, await subject.Store.ResolveAsync(writer.Key, 4, Guid.NewGuid(), Token));
        }

        // A commit without a head keeps the stored one, whatever is remembered of it.
        await writers[0].WriteAsync();
        Assert.Equal("0 at 3", Encoding.UTF8.GetString((await subject.Store.OpenAsync(writers[0].Key, Token)).Head.Span));
        Assert.Empty(await subject.Store.UnfinishedAsync(Token).ToListAsync(Token));
    }

    private static ulong HashOf(int key) => ((ulong)key % 7) << 40;

    private static byte[] KeyOf(int key) => Encoding.ASCII.GetBytes(new string((char)('a' + key), 1 + (key * 5 % 7)));
}
