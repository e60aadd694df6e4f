using CsCheck;
using Marketplace.Grains.Interfaces.Catalog.Events;
using Marketplace.Grains.Interfaces.Catalog.Queries;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.ReadModels.Catalog;
using Marketplace.ReadModels.Sqlite;

namespace Marketplace.ReadModels.Tests.Catalog;

public sealed class ListingTests
{
    [Fact]
    public async Task Lists_answer_what_the_plainest_model_does_page_by_page()
        => await Gen.Int.SampleAsync(async seed =>
        {
            using var folder = new ModelFolder();
            using var listing = folder.Listing();
            var random = new Random(seed);
            var history = new ListingHistory(random);
            for (var round = 0; round < 4; round++)
            {
                for (var i = 0; i < 40; i++)
                    history.Step();
                await history.Stream.FeedAsync(listing, random);
                for (var i = 0; i < 20; i++)
                {
                    var query = history.Query();
                    Assert.Equal(history.Find(query), await AllAsync(listing, query));
                }
            }
        }, iter: 15, threads: 1);

    [Fact]
    public async Task A_listing_built_anew_equals_the_one_that_lived_through_it()
        => await Gen.Int.SampleAsync(async seed =>
        {
            using var folder = new ModelFolder();
            using var other = new ModelFolder();
            using var live = folder.Listing();
            using var anew = other.Listing();
            var random = new Random(seed);
            var history = new ListingHistory(random);
            for (var round = 0; round < 5; round++)
            {
                for (var i = 0; i < 30; i++)
                    history.Step();
                await history.Stream.FeedAsync(live, random);
            }
            await history.Stream.FeedAsync(anew, random);
            foreach (var table in (string[])["products", "availability"])
                Assert.Equal(await DumpAsync(live, table), await DumpAsync(anew, table));
        }, iter: 10, threads: 1);

    [Theory]
    [InlineData(ProductSort.Newest)]
    [InlineData(ProductSort.Price)]
    [InlineData(ProductSort.Name)]
    public async Task Paging_skips_and_repeats_nothing_while_rows_come_and_go(ProductSort sort)
    {
        using var folder = new ModelFolder();
        using var listing = folder.Listing();
        var stream = new EventStream();
        var random = new Random(5);
        var lasting = new HashSet<string>();
        for (var i = 0; i < 60; i++)
        {
            stream.Append("catalog", "s", new ProductPut(Samples.Product("s", $"p{i:00}", stream.Now, random.Next(20))));
            if (i % 3 > 0)
                lasting.Add($"p{i:00}");
        }
        await stream.FeedAsync(listing, random);

        // Every third product goes sooner or later, the row that the cursor ended with among them, and others come.
        var seen = new List<string>();
        var query = new ListProducts { Space = KeySpace.Business, Sort = sort, Limit = 7 };
        for (var page = 0; ; page++)
        {
            var answer = (await new ListingQueries(listing).ListAsync(query)).Value!;
            seen.AddRange(answer.Items.Select(item => item.Product.ProductId));
            if (answer.Next is null)
                break;
            query = query with { Cursor = answer.Next };
            foreach (var item in answer.Items.Where(item => !lasting.Contains(item.Product.ProductId)))
                stream.Append("catalog", "s", new ProductRemoved(item.Product));
            stream.Append("catalog", "s", new ProductPut(Samples.Product("s", $"new{page}", stream.Now, random.Next(20))));
            await stream.FeedAsync(listing, random);
        }
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Empty(lasting.Except(seen));
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_own_list_alone()
    {
        using var folder = new ModelFolder();
        using var listing = folder.Listing();
        var stream = new EventStream();
        for (var i = 0; i < 3; i++)
            stream.Append("catalog", "s", new ProductPut(Samples.Product("s", $"p{i}", stream.Now)));
        await stream.FeedAsync(listing, new(1));
        var queries = new ListingQueries(listing);
        var query = new ListProducts { Space = KeySpace.Business, Limit = 1 };
        var cursor = (await queries.ListAsync(query)).Value!.Next!;
        Assert.True((await queries.ListAsync(query with { Cursor = cursor, Limit = 2 })).Succeeded);

        ListProducts[] others =
        [
            query with { Cursor = cursor, SellerId = "s" },
            query with { Cursor = cursor, Sort = ProductSort.Price },
            query with { Cursor = cursor, Space = new("om", 1, 1) },
            query with { Cursor = cursor[..^2] },
            query with { Cursor = "" },
            query with { Cursor = "\0" },
            query with { Cursor = new('A', 10_000) },
        ];
        foreach (var other in others)
            Assert.Equal(RefusalCodes.CursorInvalid, (await queries.ListAsync(other)).Refusal?.Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    [InlineData(-1)]
    public async Task A_limit_outside_its_range_is_refused(int limit)
    {
        using var folder = new ModelFolder();
        using var listing = folder.Listing();
        var answer = await new ListingQueries(listing).ListAsync(new() { Space = KeySpace.Business, Limit = limit });
        Assert.Equal((RefusalCodes.ValueInvalid, "limit"), (answer.Refusal?.Code, answer.Refusal?.Param));
    }

    [Fact]
    public async Task A_page_says_when_its_newest_event_happened()
    {
        using var folder = new ModelFolder();
        using var listing = folder.Listing();
        var stream = new EventStream();
        await listing.OpenAsync(default);
        var queries = new ListingQueries(listing);
        Assert.Null((await queries.ListAsync(new() { Space = KeySpace.Business })).Value!.AsOf);
        stream.Append("catalog", "s", new ProductPut(Samples.Product("s", "a", stream.Now)));
        stream.Append("catalog", "t", new ProductPut(Samples.Product("t", "a", stream.Now)));
        await stream.FeedAsync(listing, new(1));
        Assert.Equal(stream.Now, (await queries.ListAsync(new() { Space = KeySpace.Business })).Value!.AsOf);
    }

    private static async Task<List<ListedProduct>> AllAsync(ListingProjection listing, ListProducts query)
    {
        var all = new List<ListedProduct>();
        while (true)
        {
            var page = (await new ListingQueries(listing).ListAsync(query)).Value!;
            Assert.InRange(page.Items.Length, 0, query.Limit);
            all.AddRange(page.Items);
            if (page.Next is null)
                return all;
            query = query with { Cursor = page.Next };
        }
    }

    private static Task<List<string>> DumpAsync(ModelProjection projection, string table) => Dumps.OfAsync(projection, table);
}
