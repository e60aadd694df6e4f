using System.Text;
using CsCheck;

namespace Orleans.Entities.Contract;

/// <summary>Rows: written with the head, read by key and in order.</summary>
public abstract class RowContract : StoreContract
{
    private static readonly EntityKey Key = new("thing", "1");

    [Fact]
    public async Task Rows_are_read_by_key_in_the_order_asked_for_and_missing_ones_are_null()
    {
        var writer = new EntityWriter(Store, Key);
        await writer.WriteAsync("a", [EntityWriter.Row("lines", "1", "one"), EntityWriter.Row("notes", "1", "note"), EntityWriter.Row("lines", "2", "")]);

        var rows = await Store.ReadRowsAsync(
            Key, [new RowKey("lines", "2"), new RowKey("lines", "9"), new RowKey("notes", "1"), new RowKey("lines", "1")], Token);

        Assert.Equal(["", null, "note", "one"], rows.Select(Text.Of));
    }

    [Fact]
    public async Task Puts_and_deletes_go_together()
    {
        var writer = new EntityWriter(Store, Key);
        await writer.WriteAsync("a", [EntityWriter.Row("lines", "1", "one"), EntityWriter.Row("lines", "2", "two")]);
        await writer.WriteAsync(
            "b", [EntityWriter.Row("lines", "1", "uno"), EntityWriter.Row("lines", "3", "three")], [new RowKey("lines", "2"), new RowKey("lines", "never")]);

        var rows = await Store.ReadRangeAsync(Key, "lines", null, 10, Token);

        Assert.Equal([("1", "uno"), ("3", "three")], rows.Select(row => (row.Key.Key, Text.Of(row.Value))));
    }

    [Fact]
    public async Task What_is_read_belongs_to_its_reader_and_what_was_sent_to_its_sender()
    {
        var (head, row, data) = ("head"u8.ToArray(), "row"u8.ToArray(), "data"u8.ToArray());
        var commit = new EntityCommit
        {
            Key = Key,
            ExpectedVersion = 0,
            ExpectedWriteId = Guid.Empty,
            WriteId = Guid.NewGuid(),
            Head = head,
            Puts = [new EntityRow(new RowKey("lines", "1"), row)],
            Events = [new PendingEvent("tests.thing.happened.v1", data)],
            Time = EntityWriter.Time,
        };
        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(commit));
        foreach (var sent in (byte[][])[head, row, data])
            sent.AsSpan().Clear();
        Spoil((await Store.OpenAsync(Key, Token)).Head);
        Spoil((await Store.ReadRowsAsync(Key, [new RowKey("lines", "1")], Token))[0]!.Value);
        Spoil((await Store.ReadRangeAsync(Key, "lines", null, 10, Token))[0].Value);

        Assert.Equal("head", Text.Of((await Store.OpenAsync(Key, Token)).Head));
        Assert.Equal("row", Text.Of((await Store.ReadRowsAsync(Key, [new RowKey("lines", "1")], Token))[0]));
        Assert.Equal("row", Text.Of((await Store.ReadRangeAsync(Key, "lines", null, 10, Token))[0].Value));

        static void Spoil(ReadOnlyMemory<byte> bytes) => System.Runtime.InteropServices.MemoryMarshal.AsMemory(bytes).Span.Clear();
    }

    [Fact]
    public async Task A_row_can_come_again_after_its_deletion()
    {
        var writer = new EntityWriter(Store, Key);
        await writer.WriteAsync("a", [EntityWriter.Row("lines", "1", "one")]);
        await writer.WriteAsync("a", deletes: [new RowKey("lines", "1")]);
        await writer.WriteAsync("a", [EntityWriter.Row("lines", "1", "again")]);

        Assert.Equal("again", Text.Of((await Store.ReadRowsAsync(Key, [new RowKey("lines", "1")], Token))[0]));
    }

    [Fact]
    public async Task Rows_are_in_the_order_of_their_utf8_bytes()
    {
        // In UTF-16 the emoji comes before the full-width A; in UTF-8 it comes after.
        string[] keys = ["z", "ä", "a", "\uFF21", "😀", "aa", "A", "0", "€", "a\u0000", "\u007F"];
        var writer = new EntityWriter(Store, Key);
        await writer.WriteAsync("a", [.. keys.Select(key => EntityWriter.Row("lines", key, key))]);

        var rows = await Store.ReadRangeAsync(Key, "lines", null, 100, Token);

        Assert.Equal(keys.OrderBy(key => Convert.ToHexString(Encoding.UTF8.GetBytes(key)), StringComparer.Ordinal), Text.KeysOf(rows));
    }

    [Fact]
    public async Task A_range_starts_after_a_key_that_need_not_be_there_and_ends_at_its_limit()
    {
        var writer = new EntityWriter(Store, Key);
        await writer.WriteAsync("a", [.. Enumerable.Range(0, 20).Select(i => EntityWriter.Row("lines", $"{i:00}", $"{i}"))]);

        Assert.Equal(["05", "06", "07"], Text.KeysOf(await Store.ReadRangeAsync(Key, "lines", "04", 3, Token)));
        Assert.Equal(["05"], Text.KeysOf(await Store.ReadRangeAsync(Key, "lines", "04x", 1, Token)));
        Assert.Equal(["19"], Text.KeysOf(await Store.ReadRangeAsync(Key, "lines", "18", 10, Token)));
        Assert.Empty(await Store.ReadRangeAsync(Key, "lines", "19", 10, Token));
    }

    [Fact]
    public async Task A_range_stays_within_its_collection_and_its_entity()
    {
        var writer = new EntityWriter(Store, Key);
        var neighbour = new EntityWriter(Store, new EntityKey("thing", "10"));
        await writer.WriteAsync("a", [EntityWriter.Row("b", "1", ""), EntityWriter.Row("a", "2", ""), EntityWriter.Row("bb", "3", ""), EntityWriter.Row("c", "4", "")]);
        await neighbour.WriteAsync("a", [EntityWriter.Row("b", "5", "")]);

        Assert.Equal(["1"], Text.KeysOf(await Store.ReadRangeAsync(Key, "b", null, 10, Token)));
    }

    [Fact]
    public async Task Rows_of_random_keys_are_paged_as_a_sorted_set_would_be()
    {
        var number = 0;
        var key = Gen.Char[" aäz€\uFF21\u0000\uD7FF"].Array[1, 6].Select(chars => new string(chars));
        await Gen.Select(key.Array[1, 30], Gen.Int[1, 7]).SampleAsync(async (keys, page) =>
        {
            var writer = new EntityWriter(Store, new EntityKey("thing", $"p{Interlocked.Increment(ref number)}"));
            var distinct = keys.Distinct().ToList();
            await writer.WriteAsync("a", [.. distinct.Select(k => EntityWriter.Row("lines", k, k))]);

            var paged = new List<string>();
            for (string? after = null; ; after = paged[^1])
            {
                var rows = await Store.ReadRangeAsync(writer.Key, "lines", after, page, Token);
                paged.AddRange(Text.KeysOf(rows));
                if (rows.Count < page)
                    break;
            }

            Assert.Equal(distinct.OrderBy(k => Convert.ToHexString(Encoding.UTF8.GetBytes(k)), StringComparer.Ordinal), paged);
        }, iter: 200);
    }
}
