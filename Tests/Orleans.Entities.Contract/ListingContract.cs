namespace Orleans.Entities.Contract;

/// <summary>Lists: of the entities with open work, and of all of a kind.</summary>
public abstract class ListingContract : StoreContract
{
    [Fact]
    public async Task Unfinished_entities_are_listed_until_they_are_finished()
    {
        var writers = Enumerable.Range(0, 600).Select(i => new EntityWriter(Store, new EntityKey(i % 2 == 0 ? "order" : "cart", $"{i}"))).ToList();
        await Task.WhenAll(writers.Select(writer => writer.WriteAsync("open", unfinished: true)));
        await Task.WhenAll(writers.Skip(300).Select(writer => writer.WriteAsync("closed")));
        await Task.WhenAll(writers.Take(100).Select(writer => writer.WriteAsync(unfinished: true)));

        var listed = await Store.UnfinishedAsync(Token).ToListAsync(Token);

        Assert.Equal(
            writers.Take(300).Select((writer, place) => (writer.Key, place < 100 ? 2L : 1L)).OrderBy(entity => entity.Key, ByName),
            listed.Select(entity => (entity.Key, entity.Version)).OrderBy(entity => entity.Key, ByName));
    }

    [Fact]
    public async Task A_scan_lists_each_entity_of_a_kind_once()
    {
        var writers = Enumerable.Range(0, 600).Select(i => new EntityWriter(Store, new EntityKey("order", $"{i}"))).ToList();
        await Task.WhenAll(writers.Select(writer => writer.WriteAsync($"head {writer.Key.Id}")));
        await new EntityWriter(Store, new EntityKey("orders", "1")).WriteAsync("another kind");
        await new EntityWriter(Store, new EntityKey("orde", "r1")).WriteAsync("another kind");

        var scanned = await Store.ScanAsync("order", cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(writers.Select(writer => writer.Key).Order(ByName), scanned.Select(entity => entity.Key).Order(ByName));
        Assert.All(scanned, entity => Assert.Equal($"head {entity.Key.Id}", Text.Of(entity.Head.Head)));
    }

    [Fact]
    public async Task A_scan_goes_on_where_it_was_left()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => new EntityWriter(Store, new EntityKey("order", $"{i}")).WriteAsync("a")));
        var whole = await Store.ScanAsync("order", cancellationToken: Token).Select(entity => entity.Key).ToListAsync(Token);

        var rest = await Store.ScanAsync("order", whole[19].Id, Token).Select(entity => entity.Key).ToListAsync(Token);

        Assert.Equal(whole.Skip(20), rest);
    }

    [Fact]
    public async Task A_scan_of_an_unknown_kind_is_empty() => Assert.Empty(await Store.ScanAsync("nothing", cancellationToken: Token).ToListAsync(Token));

    private static readonly Comparer<EntityKey> ByName = Comparer<EntityKey>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));
}
