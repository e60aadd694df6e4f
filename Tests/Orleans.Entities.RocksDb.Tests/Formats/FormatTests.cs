using System.IO.Compression;
using System.Text;

namespace Orleans.Entities.RocksDb.Tests.Formats;

/// <summary>A folder as each released format left it is opened and read. The archives are kept as they are for ever.</summary>
public sealed class FormatTests : IDisposable
{
    private static readonly EntityKey Order = new("order", "A-17");
    private static readonly Guid FirstWrite = Guid.Parse("11111111-2222-3333-4444-555555555555");
    private static readonly Guid SecondWrite = Guid.Parse("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee");

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Entities_of_format_1_are_read()
    {
        using var store = Unpack("format-1.zip");

        var head = await store.Entities.OpenAsync(Order, Token);
        var rows = await store.Entities.ReadRangeAsync(Order, "lines", null, 10, Token);
        var cart = await store.Entities.OpenAsync(new EntityKey("cart", "ö"), Token);
        var late = await store.Entities.OpenAsync(new EntityKey("late", "1"), Token);

        Assert.Equal((2, SecondWrite, "placed", true), (head.Version, head.WriteId, Text(head.Head), head.Unfinished));
        Assert.Equal([("ä", "table")], rows.Select(row => (row.Key.Key, Text(row.Value))));
        Assert.Equal((1, FirstWrite, "full", false), (cart.Version, cart.WriteId, Text(cart.Head), cart.Unfinished));
        Assert.Equal("in the log only", Text(late.Head));
        Assert.Equal([Order], await store.Entities.UnfinishedAsync(Token).Select(entity => entity.Key).ToListAsync(Token));
    }

    [Fact]
    public async Task The_log_of_format_1_is_read_and_goes_on()
    {
        using var store = Unpack("format-1.zip");
        var log = store.Log;

        Assert.Equal(Guid.Parse("67b1009d-44b4-4a4f-92bc-f3e36cd1e2f8"), log.LogId);
        Assert.Equal(4, log.PartitionCount);
        Assert.Equal([1, 0, 0, 0, 3, 2, 1, 2], Enumerable.Range(0, 8).Select(i => log.PartitionOf(new EntityKey("thing", $"{i}"))));
        Assert.Equal(2, log.PartitionOf(Order));
        Assert.Equal(new LogExtent(1, 4), await log.GetExtentAsync(2, Token));
        Assert.Equal(new LogPosition(log.LogId, 2, "order/A-17@1.1"), await log.GetPositionAsync("reader", 2, Token));

        var noted = (await log.ReadAsync(2, 1, 1, TimeSpan.Zero, Token))[0];
        Assert.Equal("order/A-17@1.1 orders.order.noted.v1 [1]", $"{noted.Id} {noted.Type} {Text(noted.Data)}");
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 30, 15, TimeSpan.Zero), noted.Time);
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", noted.TraceParent);

        var commit = new EntityCommit
        {
            Key = Order,
            ExpectedVersion = 2,
            ExpectedWriteId = SecondWrite,
            WriteId = Guid.NewGuid(),
            Events = [new PendingEvent("orders.order.paid.v1", default)],
            Time = DateTimeOffset.UnixEpoch,
        };
        Assert.Equal(CommitOutcome.Committed, await store.Entities.CommitAsync(commit));
        Assert.Equal("order/A-17@3.0", Assert.Single(await log.ReadAsync(2, 4, 10, TimeSpan.Zero, Token)).Id);
        Assert.Empty(await store.Entities.UnfinishedAsync(Token).ToListAsync(Token));
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private RocksDbEntityStore Unpack(string archive)
    {
        ZipFile.ExtractToDirectory(Path.Combine(AppContext.BaseDirectory, "Formats", archive), _folder.Path);
        return TestStore.Open(_folder.Path);
    }
}
