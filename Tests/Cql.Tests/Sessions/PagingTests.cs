using Cql.Protocol;
using Cql.Tests.Wire;

namespace Cql.Tests.Sessions;

/// <summary>Three pages of which the second is empty, read by <see cref="CqlSession.QueryAsync{T}"/>.</summary>
public sealed class PagingTests
{
    private static readonly int[][] Pages = [[1, 2], [], [3, 4]];
    private static readonly int[] All = [.. Pages.SelectMany(page => page)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_row_of_every_page_is_read_and_an_empty_page_is_not_the_end(bool speculates)
    {
        await using var cluster = new FakeCluster(2, AnswerAsync);
        await using var session = await cluster.ConnectAsync(options => options.SpeculationDelay = speculates ? TimeSpan.FromMinutes(1) : null);
        var statement = new SimpleStatement("SELECT n FROM numbers") { IsIdempotent = true };

        for (var times = 0; times < 2; times++)
            Assert.Equal(All, await session.QueryAsync<int>(statement, Token).ToListAsync(Token));
        Assert.Equal([0, 1, 2, 0, 1, 2], cluster.Calls.Select(PageOf));
        Assert.True(statement.PagingState.IsEmpty);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_a_reading_that_stopped_in_the_middle_the_next_begins_at_the_first_page(int rows)
    {
        await using var cluster = new FakeCluster(1, AnswerAsync);
        await using var session = await cluster.ConnectAsync();
        var statement = new SimpleStatement("SELECT n FROM numbers");

        Assert.Equal(All.Take(rows), await session.QueryAsync<int>(statement, Token).Take(rows).ToListAsync(Token));
        Assert.Equal(All, await session.QueryAsync<int>(statement, Token).ToListAsync(Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task After_a_reading_that_failed_at_a_page_the_next_begins_at_the_first(int page)
    {
        var fails = 1;
        await using var cluster = new FakeCluster(1, async call =>
        {
            if (PageOf(call) != page || Interlocked.Exchange(ref fails, 0) == 0)
                return await AnswerAsync(call);
            await call.FailAsync(0x2200, "not now");
            return true;
        });
        await using var session = await cluster.ConnectAsync();
        var statement = new SimpleStatement("SELECT n FROM numbers");

        await Assert.ThrowsAsync<CqlInvalidRequestException>(async () => await session.QueryAsync<int>(statement, Token).ToListAsync(Token));
        Assert.Equal(All, await session.QueryAsync<int>(statement, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Readings_of_one_statement_in_turns_each_read_all_of_it()
    {
        await using var cluster = new FakeCluster(1, AnswerAsync);
        await using var session = await cluster.ConnectAsync();
        var statement = new SimpleStatement("SELECT n FROM numbers");

        var pairs = new List<(int, int)>();
        await foreach (var outer in session.QueryAsync<int>(statement, Token))
        {
            // Were one to move the other on, they might go round for ever.
            await foreach (var inner in session.QueryAsync<int>(statement, Token).Take(All.Length + 1))
                pairs.Add((outer, inner));
            Assert.InRange(pairs.Count, 1, All.Length * All.Length);
        }

        Assert.Equal(All.SelectMany(outer => All.Select(inner => (outer, inner))), pairs);
    }

    [Fact]
    public async Task A_page_that_the_next_node_is_asked_for_is_the_same_page_whatever_was_read_meanwhile()
    {
        var held = new TaskCompletionSource();
        var holds = 1;
        await using var cluster = new FakeCluster(2, async call =>
        {
            if (PageOf(call) != 2 || Interlocked.Exchange(ref holds, 0) == 0)
                return await AnswerAsync(call);
            _ = Task.Run(async () =>
            {
                await held.Task;
                await call.FailAsync(0x1001, "too much");
            });
            return true;
        });
        await using var session = await cluster.ConnectAsync();
        var statement = new SimpleStatement("SELECT n FROM numbers");

        var first = session.QueryAsync<int>(statement, Token).ToListAsync(Token).AsTask();
        await Connections.Connecting.UntilAsync(() => Volatile.Read(ref holds) == 0);
        Assert.Equal(All[0], await session.QueryAsync<int>(statement, Token).FirstAsync(Token));
        held.SetResult();
        Assert.Equal(All, await first);
    }

    [Fact]
    public async Task A_reading_begins_where_the_statement_says_each_time()
    {
        await using var cluster = new FakeCluster(1, AnswerAsync);
        await using var session = await cluster.ConnectAsync();
        var statement = new SimpleStatement("SELECT n FROM numbers") { PagingState = new byte[] { 2 } };

        for (var times = 0; times < 2; times++)
            Assert.Equal(Pages[2], await session.QueryAsync<int>(statement, Token).ToListAsync(Token));
    }

    private static async Task<bool> AnswerAsync(FakeCall call)
    {
        var page = PageOf(call);
        await call.AnswerAsync(FakeAnswer.Page(call.Stream, "n", Pages[page], page < Pages.Length - 1 ? [(byte)(page + 1)] : null));
        return true;
    }

    // The state of a page is its number. Of QUERY on v5: text, consistency, flags, and what these say is there.
    private static int PageOf(FakeCall call)
    {
        const int HasPageSize = 0x04;
        const int HasPagingState = 0x08;
        var reader = new WireReader(call.Request.Body);
        reader.ReadLongString();
        reader.ReadUInt16();
        var flags = reader.ReadInt32();
        if ((flags & HasPageSize) != 0)
            reader.ReadInt32();
        return (flags & HasPagingState) != 0 && reader.TryReadBytes(out var state) ? state[0] : 0;
    }
}
