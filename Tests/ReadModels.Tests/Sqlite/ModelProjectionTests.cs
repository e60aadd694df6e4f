using System.Text;
using Marketplace.Grains.Interfaces.Catalog.Events;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.ReadModels.Catalog;
using Marketplace.ReadModels.Events;
using Orleans.Entities;

namespace Marketplace.ReadModels.Tests.Sqlite;

public sealed class ModelProjectionTests : IDisposable
{
    private readonly ModelFolder _folder = new();
    private readonly EventStream _stream = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_restart_goes_on_from_the_position_that_was_committed_with_the_rows()
    {
        Put("s", "a");
        using (var listing = _folder.Listing())
            await _stream.FeedAsync(listing, new(1));
        Put("s", "b");
        using var restarted = _folder.Listing();
        var positions = await restarted.OpenAsync(default);
        Assert.Equal(_stream.LogId, Assert.Single(positions).Value.LogId);
        Assert.Equal(1, Assert.Single(positions).Value.Next);
        await _stream.FeedAsync(restarted, new(1));
        Assert.Equal(["b", "a"], await NamesAsync(restarted));
    }

    [Fact]
    public async Task Queries_of_a_model_that_is_not_open_say_so()
    {
        using var listing = _folder.Listing();
        var waiting = NamesAsync(listing);
        await listing.OpenAsync(default);
        Assert.Empty(await waiting);
    }

    [Fact]
    public async Task A_file_of_another_version_or_damaged_is_built_anew()
    {
        Put("s", "a");
        using (var listing = _folder.Listing())
            await _stream.FeedAsync(listing, new(1));
        var file = Assert.Single(Directory.GetFiles(_folder.Path, "*.db"));
        await File.WriteAllBytesAsync(file, Encoding.UTF8.GetBytes(new string('x', 8_192)));
        using var restarted = _folder.Listing();
        Assert.Empty(await restarted.OpenAsync(default));
        await _stream.FeedAsync(restarted, new(1));
        Assert.Equal(["a"], await NamesAsync(restarted));
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_costs_only_itself()
    {
        Put("s", "a");
        _stream.AppendRaw("catalog", "s", EventTypes.Of<ProductPut>(), "{\"product\":17}"u8.ToArray());
        _stream.AppendRaw("catalog", "x:1", EventTypes.Of<ProductPut>(), "{}"u8.ToArray());
        Put("s", "b");
        using var listing = _folder.Listing();
        await _stream.FeedAsync(listing, new(1));
        Assert.Equal(["b", "a"], await NamesAsync(listing));
    }

    [Fact]
    public async Task A_replacement_serves_at_once_and_after_a_restart_and_the_old_file_is_gone()
    {
        Put("s", "a");
        using (var listing = _folder.Listing())
        {
            await _stream.FeedAsync(listing, new(1));
            var replacement = await listing.CreateReplacementAsync(default);
            await _stream.FeedAsync(replacement, new(2));
            Put("s", "b");
            await _stream.FeedAsync(replacement, new(2));
            Assert.Equal(["a"], await NamesAsync(listing));
            await listing.ReplaceAsync(replacement, default);
            Assert.Equal(["b", "a"], await NamesAsync(listing));
            Assert.Equal("listing-2.db", Path.GetFileName(Assert.Single(Directory.GetFiles(_folder.Path, "*.db"))));
        }
        using var restarted = _folder.Listing();
        await restarted.OpenAsync(default);
        Assert.Equal(["b", "a"], await NamesAsync(restarted));
    }

    [Fact]
    public async Task A_replacement_that_is_given_up_leaves_nothing_behind()
    {
        using var listing = _folder.Listing();
        await _stream.FeedAsync(listing, new(1));
        var replacement = await listing.CreateReplacementAsync(default);
        await replacement.OpenAsync(default);
        Assert.Equal(2, Directory.GetFiles(_folder.Path, "*.db").Length);
        await ((IAsyncDisposable)replacement).DisposeAsync();
        Assert.Single(Directory.GetFiles(_folder.Path, "*.db"));
    }

    [Fact]
    public async Task A_generation_that_is_over_is_emptied_and_its_late_events_are_passed_over()
    {
        using var listing = _folder.Listing();
        var old = new KeySpace("om", 1, 2);
        var template = new KeySpace("om", 1, 1);
        var now = new KeySpace("om", 1, 3);
        foreach (var space in new[] { template, old })
            _stream.Append("catalog", space.Key("s"), new ProductPut(Samples.Product("s", "a", _stream.Now)));
        _stream.Append("catalog", "s", new ProductPut(Samples.Product("s", "a", _stream.Now)));
        await _stream.FeedAsync(listing, new(1));
        Assert.Single(await NamesAsync(listing, old));

        for (var i = 0; i < 10; i++)
            _stream.Append("catalog", now.Key("s"), new ProductPut(Samples.Product("s", $"p{i}", _stream.Now)));
        await _stream.FeedAsync(listing, new(1));
        _stream.Append("catalog", old.Key("s"), new ProductPut(Samples.Product("s", "late", _stream.Now)));
        await _stream.FeedAsync(listing, new(1));
        Assert.Empty(await NamesAsync(listing, old));
        Assert.Single(await NamesAsync(listing, template));
        Assert.Equal(10, (await NamesAsync(listing, now)).Length);
        Assert.Single(await NamesAsync(listing));
    }

    [Fact]
    public async Task A_failed_commit_leaves_rows_and_positions_as_they_were()
    {
        Put("s", "a");
        using var listing = _folder.Listing();
        await _stream.FeedAsync(listing, new(1));
        var before = await listing.OpenAsync(default);
        var poisoned = new Dictionary<int, LogPosition> { [0] = null! };
        Put("s", "b");
        await Assert.ThrowsAsync<NullReferenceException>(async () => await listing.ApplyAsync([], poisoned, default));
        Assert.Equal(before, await listing.OpenAsync(default));
        await _stream.FeedAsync(listing, new(1));
        Assert.Equal(["b", "a"], await NamesAsync(listing));
    }

    private static Task<string[]> NamesAsync(ListingProjection listing) => NamesAsync(listing, KeySpace.Business);

    private static async Task<string[]> NamesAsync(ListingProjection listing, KeySpace space)
        => [.. (await new ListingQueries(listing).ListAsync(new() { Space = space })).Value!.Items.Select(item => item.Product.ProductId)];

    private void Put(string seller, string product)
        => _stream.Append("catalog", seller, new ProductPut(Samples.Product(seller, product, _stream.Now)));
}
