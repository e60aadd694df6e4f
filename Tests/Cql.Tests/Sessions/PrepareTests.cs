using Cql.Protocol;
using Cql.Tests.Connections;
using Cql.Tests.Wire;

namespace Cql.Tests.Sessions;

public sealed class PrepareTests
{
    private const string Write = "UPDATE orders SET total = 1 WHERE id = ?";

    [Fact]
    public async Task A_statement_is_prepared_once_for_all_who_ask()
    {
        await using var cluster = new FakeCluster(3);
        await using var session = await cluster.ConnectAsync();

        var prepared = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => session.PrepareAsync(Write)));
        Assert.Single(prepared.Distinct());
        Assert.Equal(1, cluster.Count(Opcode.Prepare));
    }

    [Fact]
    public async Task One_who_does_not_want_it_any_more_takes_it_from_nobody()
    {
        var go = new TaskCompletionSource();
        await using var cluster = new FakeCluster(1, async call =>
        {
            await call.Peer.WaitForAsync(go.Task);
            return false;
        });
        await using var session = await cluster.ConnectAsync();
        using var stop = new CancellationTokenSource();

        var first = session.PrepareAsync(Write, cancellationToken: stop.Token);
        var second = session.PrepareAsync(Write);
        await Connecting.UntilAsync(() => cluster.Count(Opcode.Prepare) == 1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        go.SetResult();
        Assert.Same(await second, await session.PrepareAsync(Write));
        Assert.Equal(1, cluster.Count(Opcode.Prepare));
    }

    [Fact]
    public async Task The_same_text_in_another_keyspace_is_another_statement()
    {
        await using var cluster = new FakeCluster(1);
        await using var session = await cluster.ConnectAsync(options => options.Keyspace = "shop");

        var ours = await session.PrepareAsync(Write);
        var theirs = await session.PrepareAsync(Write, keyspace: "archive");
        Assert.NotSame(ours, theirs);
        Assert.Same(theirs, await session.PrepareAsync(Write, keyspace: "archive"));
        Assert.Equal(["shop", "archive"], cluster.Calls.Select(KeyspaceOf));

        static string KeyspaceOf(FakeCall prepare)
        {
            var reader = new WireReader(prepare.Request.Body);
            reader.ReadLongString();
            Assert.Equal(1, reader.ReadInt32());
            return reader.ReadString();
        }
    }

    [Fact]
    public async Task What_was_refused_once_is_asked_again_by_the_next()
    {
        var refuses = 1;
        await using var cluster = new FakeCluster(1, async call =>
        {
            if (Interlocked.Exchange(ref refuses, 0) == 0)
                return false;
            await call.FailAsync(0x2200, "table orders does not exist");
            return true;
        });
        await using var session = await cluster.ConnectAsync();

        await Assert.ThrowsAsync<CqlInvalidRequestException>(() => session.PrepareAsync(Write));
        Assert.Equal(Write, (await session.PrepareAsync(Write)).Cql);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_node_that_cannot_prepare_leaves_it_to_the_next(bool goes)
    {
        var refuses = 1;
        await using var cluster = new FakeCluster(2, async call =>
        {
            if (Interlocked.Exchange(ref refuses, 0) == 0)
                return false;
            if (goes)
                call.Peer.Reset();
            else
                await call.FailAsync(0x1001, "too much");
            return true;
        });
        await using var session = await cluster.ConnectAsync();

        Assert.Equal(Write, (await session.PrepareAsync(Write)).Cql);
        Assert.Equal(2, cluster.Calls.Select(call => call.Node).Distinct().Count());
    }

    [Fact]
    public async Task What_no_node_prepares_is_an_error_that_says_why()
    {
        await using var cluster = new FakeCluster(2, async call =>
        {
            await call.FailAsync(0x1001, "too much");
            return true;
        });
        await using var session = await cluster.ConnectAsync();

        var failed = await Assert.ThrowsAsync<CqlNoNodeException>(() => session.PrepareAsync(Write));
        Assert.Contains("too much", failed.Message, StringComparison.Ordinal);
        Assert.Equal(2, cluster.Calls.Count);
    }
}
