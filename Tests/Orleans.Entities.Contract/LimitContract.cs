namespace Orleans.Entities.Contract;

/// <summary>What is refused before it reaches the disk.</summary>
public abstract class LimitContract : StoreContract
{
    private static readonly EntityKey Key = new("thing", "1");

    public static TheoryData<string, string> BadNames => new()
    {
        { "", "1" },
        { "thing", "" },
        { new string('k', EntityKey.MaxKindBytes + 1), "1" },
        { "thing", new string('i', EntityKey.MaxIdBytes + 1) },
        { "thing", new string('ä', (EntityKey.MaxIdBytes / 2) + 1) },
    };

    [Theory]
    [MemberData(nameof(BadNames))]
    public Task Names_outside_the_limits_are_refused(string kind, string id) => AssertNameRefusedAsync(new EntityKey(kind, id));

    [Fact]
    public async Task Lone_surrogates_are_refused_everywhere()
    {
        await AssertNameRefusedAsync(new EntityKey("thing\uD800", "1"));
        await AssertNameRefusedAsync(new EntityKey("thing", "\uDC00x"));
        await AssertRefusedAsync(writer => writer.Next(puts: [EntityWriter.Row("lines", "\uD83D", "")]));
        await AssertRefusedAsync(writer => writer.Next(deletes: [new RowKey("li\uD83Dnes", "1")]));
        await AssertRefusedAsync(writer => writer.Next(events: [new PendingEvent("tests.\uD83D.v1", default)]));
    }

    [Fact]
    public async Task The_longest_names_are_taken()
    {
        var writer = new EntityWriter(Store, new EntityKey(new string('k', EntityKey.MaxKindBytes), new string('i', EntityKey.MaxIdBytes)));
        var row = new RowKey(new string('c', 255), new string('r', 1024));
        await writer.WriteAsync("a", [new EntityRow(row, EntityWriter.Bytes("x"))], events: [new PendingEvent(new string('t', 255), default)]);

        Assert.Equal("x", Text.Of((await Store.ReadRowsAsync(writer.Key, [row], Token))[0]));
        await Subject.UntilLoggedAsync();
        var value = Assert.Single(await Log.ReadAsync(Log.PartitionOf(writer.Key), 0, 1, TimeSpan.Zero, Token));
        Assert.Equal(writer.Key, value.Entity);
    }

    [Fact]
    public async Task Names_with_quotes_and_of_every_plane_are_taken_as_they_are()
    {
        const int Planes = 17;
        var name = "'\"`$$;--\\%{}\n" + string.Concat(Enumerable.Range(0, Planes).Select(plane => char.ConvertFromUtf32((plane << 16) + 0x1F4)));
        var writer = new EntityWriter(Store, new EntityKey(name, name));
        await writer.WriteAsync(name, [EntityWriter.Row(name, name, name)], events: [new PendingEvent(name, EntityWriter.Bytes("{}"))], unfinished: true);
        await Subject.UntilLoggedAsync();
        await Subject.ReopenAsync();

        Assert.Equal(name, Text.Of((await Store.OpenAsync(writer.Key, Token)).Head));
        Assert.Equal(new RowKey(name, name), Assert.Single(await Store.ReadRangeAsync(writer.Key, name, null, 10, Token)).Key);
        Assert.Contains(writer.Key, await Store.UnfinishedAsync(Token).Select(entity => entity.Key).ToListAsync(Token));
        Assert.Equal(writer.Key, Assert.Single(await Store.ScanAsync(name, null, Token).ToListAsync(Token)).Key);
        var value = Assert.Single(await Log.ReadAsync(Log.PartitionOf(writer.Key), 0, 10, TimeSpan.Zero, Token));
        Assert.Equal((writer.Key, name), (value.Entity, value.Type));
    }

    [Fact]
    public async Task Names_of_rows_and_events_outside_the_limits_are_refused()
    {
        await AssertRefusedAsync(writer => writer.Next(puts: [EntityWriter.Row("", "1", "")]));
        await AssertRefusedAsync(writer => writer.Next(puts: [EntityWriter.Row("lines", "", "")]));
        await AssertRefusedAsync(writer => writer.Next(puts: [EntityWriter.Row(new string('c', 256), "1", "")]));
        await AssertRefusedAsync(writer => writer.Next(puts: [EntityWriter.Row("lines", new string('r', 1025), "")]));
        await AssertRefusedAsync(writer => writer.Next(events: [new PendingEvent("", default)]));
        await AssertRefusedAsync(writer => writer.Next(events: [new PendingEvent(new string('t', 256), default)]));
    }

    [Fact]
    public async Task What_is_too_large_is_refused_and_what_just_fits_is_taken()
    {
        var limits = Store.Limits;
        await AssertRefusedAsync(writer => writer.Next(new string('h', limits.MaxHeadBytes + 1)));
        await AssertRefusedAsync(writer => writer.Next(puts: [EntityWriter.Row("lines", "1", new string('r', limits.MaxRowBytes + 1))]));
        await AssertRefusedAsync(writer => writer.Next(events: [EntityWriter.Event(new string('e', limits.MaxCommitBytes))]));

        var largest = new EntityWriter(Store, new EntityKey("thing", "large"));
        await largest.WriteAsync(new string('h', limits.MaxHeadBytes), [EntityWriter.Row("lines", "1", new string('r', limits.MaxRowBytes))]);
        Assert.Equal(limits.MaxHeadBytes, (await Store.OpenAsync(largest.Key, Token)).Head.Length);
    }

    [Fact]
    public async Task A_commit_that_names_a_row_twice_is_refused()
    {
        await AssertRefusedAsync(writer => writer.Next(puts: [EntityWriter.Row("lines", "1", "a"), EntityWriter.Row("lines", "1", "b")]));
        await AssertRefusedAsync(writer => writer.Next(puts: [EntityWriter.Row("lines", "1", "a")], deletes: [new RowKey("lines", "1")]));
        var many = Enumerable.Range(0, 50).Select(i => EntityWriter.Row("lines", $"{i}", "")).ToList();
        await AssertRefusedAsync(writer => writer.Next(puts: many, deletes: [new RowKey("lines", "49")]));
    }

    [Fact]
    public async Task A_commit_whose_ids_make_no_sense_is_refused()
    {
        await AssertRefusedAsync(_ => With(0, Guid.Empty, Guid.Empty));
        await AssertRefusedAsync(_ => With(0, Guid.NewGuid(), Guid.NewGuid()));
        await AssertRefusedAsync(_ => With(1, Guid.Empty, Guid.NewGuid()));
        await AssertRefusedAsync(_ => With(-1, Guid.NewGuid(), Guid.NewGuid()));
        var id = Guid.NewGuid();
        await AssertRefusedAsync(_ => With(1, id, id));
    }

    private static EntityCommit With(long version, Guid expected, Guid writeId) =>
        new() { Key = Key, ExpectedVersion = version, ExpectedWriteId = expected, WriteId = writeId, Time = EntityWriter.Time };

    private async Task AssertRefusedAsync(Func<EntityWriter, EntityCommit> commit)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.CommitAsync(commit(new EntityWriter(Store, Key))));
        Assert.Equal(0, (await Store.OpenAsync(Key, Token)).Version);
    }

    private async Task AssertNameRefusedAsync(EntityKey key)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.OpenAsync(key, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.CommitAsync(new EntityWriter(Store, key).Next("a")));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.ReadRowsAsync(key, [new RowKey("lines", "1")], Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.ReadRangeAsync(key, "lines", null, 1, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.ResolveAsync(key, 1, Guid.NewGuid(), Token));
    }
}
