using Cql.Connections;
using Cql.Tests.Wire;

namespace Cql.Tests.Connections;

public sealed class LimitTests
{
    private static readonly ConnectionSettings Small = Connecting.Settings with { MaxInFlight = 2, MaxWaiting = 1, MaxWait = Connecting.Long };

    [Fact]
    public async Task One_more_than_may_be_on_its_way_waits_for_a_place()
    {
        var go = new TaskCompletionSource();
        await using var server = HoldingServer(go);
        await using var connection = await server.ConnectAsync(Small);

        var asked = new[] { connection.AskAsync(0), connection.AskAsync(1), connection.AskAsync(2) };
        Assert.Equal(2, connection.InFlight);
        go.SetResult();
        Assert.Equal((int[])[0, 1, 2], await Task.WhenAll(asked));
    }

    [Fact]
    public async Task What_a_large_burst_took_is_given_back()
    {
        const int Large = 1 << 20;
        await using var server = FakeServer.StartReady(peer => peer.EchoAsync());
        await using var connection = await server.ConnectAsync();

        for (var number = 0; number < 3; number++)
            (await connection.SendAsync(new NumberedRequest(number, Large), Connecting.Long, CancellationToken.None)).Dispose();

        await Connecting.UntilAsync(() => connection.Buffered < Large);
        Assert.Equal(7, await connection.AskAsync(7));
    }

    [Fact]
    public async Task One_more_than_may_wait_is_refused_at_once()
    {
        var go = new TaskCompletionSource();
        await using var server = HoldingServer(go);
        await using var connection = await server.ConnectAsync(Small);

        var asked = new[] { connection.AskAsync(0), connection.AskAsync(1), connection.AskAsync(2) };
        var busy = await Assert.ThrowsAsync<CqlBusyException>(() => connection.AskAsync(3));
        Assert.Equal(RequestOutcome.NotSent, busy.Outcome);
        Assert.Equal(server.EndPoint, busy.Node);
        go.SetResult();
        Assert.Equal((int[])[0, 1, 2], await Task.WhenAll(asked));
        Assert.Equal(4, await connection.AskAsync(4));
    }

    [Fact]
    public async Task One_that_waited_long_enough_for_a_place_is_refused()
    {
        var go = new TaskCompletionSource();
        await using var server = HoldingServer(go);
        await using var connection = await server.ConnectAsync(Small with { MaxWait = TimeSpan.FromMilliseconds(50) });

        var asked = new[] { connection.AskAsync(0), connection.AskAsync(1) };
        await Assert.ThrowsAsync<CqlBusyException>(() => connection.AskAsync(2));
        go.SetResult();
        Assert.Equal((int[])[0, 1], await Task.WhenAll(asked));
        Assert.Equal(3, await connection.AskAsync(3));
    }

    [Fact]
    public async Task One_that_is_cancelled_while_it_waits_for_a_place_leaves_the_place_to_the_next()
    {
        var go = new TaskCompletionSource();
        await using var server = HoldingServer(go);
        await using var connection = await server.ConnectAsync(Small);
        using var stop = new CancellationTokenSource();

        var asked = new[] { connection.AskAsync(0), connection.AskAsync(1) };
        var waiting = connection.AskAsync(2, cancellationToken: stop.Token);
        await stop.CancelAsync();
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(stop.Token, cancelled.CancellationToken);
        var next = connection.AskAsync(3);
        go.SetResult();
        Assert.Equal((int[])[0, 1, 3], await Task.WhenAll([.. asked, next]));
        Assert.Equal(0, connection.InFlight);
    }

    [Fact]
    public async Task Those_who_wait_for_a_place_hear_of_the_connections_end_and_were_not_sent()
    {
        await using var server = SilentServer();
        await using var connection = await server.ConnectAsync(Small);

        var asked = new[] { connection.AskAsync(0), connection.AskAsync(1) };
        var waiting = connection.AskAsync(2);
        await connection.DisposeAsync();
        foreach (var one in asked)
            await Assert.ThrowsAsync<CqlConnectionException>(() => one);
        Assert.Equal(RequestOutcome.NotSent, (await Assert.ThrowsAsync<CqlConnectionException>(() => waiting)).Outcome);
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_refused_and_the_connection_goes_on()
    {
        await using var server = FakeServer.StartReady(peer => peer.EchoAsync());
        await using var connection = await server.ConnectAsync(Connecting.Settings with { MaxRequestBytes = 1000 });

        var refused = await Assert.ThrowsAsync<CqlMessageTooLargeException>(
            async () => await connection.SendAsync(new NumberedRequest(1, 1001), Connecting.Long, CancellationToken.None));
        Assert.Equal((1001, 1000), (refused.Size, refused.Limit));
        Assert.StartsWith("Request 1 ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, connection.InFlight);
        (await connection.SendAsync(new NumberedRequest(1, 1000), Connecting.Long, CancellationToken.None)).Dispose();
        Assert.Equal(2, await connection.AskAsync(2));
    }

    [Fact]
    public async Task Requests_that_a_server_does_not_read_are_refused_before_they_fill_the_memory()
    {
        await using var server = FakeServer.StartReady(_ => Task.CompletedTask);
        await using var connection = await server.ConnectAsync(Connecting.Settings with { MaxBufferedBytes = 4 << 20 });

        var sent = new List<Task>();
        CqlBusyException? busy = null;
        while (busy is null)
        {
            Assert.InRange(sent.Count, 0, 100);
            try
            {
                sent.Add(connection.SendAsync(new NumberedRequest(1, 1 << 20), Connecting.Long, CancellationToken.None).AsTask());
            }
            catch (CqlBusyException e)
            {
                busy = e;
            }
        }

        Assert.Equal(RequestOutcome.NotSent, busy.Outcome);
        Assert.Equal(sent.Count, connection.InFlight);
        await connection.DisposeAsync();
        foreach (var one in sent)
            await Assert.ThrowsAsync<CqlConnectionException>(() => one);
    }

    [Fact]
    public async Task A_server_that_owes_too_many_answers_is_left()
    {
        await using var server = SilentServer();
        await using var connection = await server.ConnectAsync(Connecting.Settings with { MaxOrphans = 4 });
        using var stop = new CancellationTokenSource();

        var waiting = connection.AskAsync(0);
        var given = Enumerable.Range(1, 4).Select(number => connection.AskAsync(number, cancellationToken: stop.Token)).ToArray();
        await stop.CancelAsync();
        foreach (var one in given)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Assert.True(connection.IsOpen);

        await Assert.ThrowsAsync<CqlTimeoutException>(() => connection.AskAsync(5, TimeSpan.FromMilliseconds(1)));
        await connection.Closed.WaitAsync(Connecting.Long);
        var failed = await Assert.ThrowsAsync<CqlConnectionException>(() => waiting);
        Assert.Contains("more than 4 answers", failed.Message, StringComparison.Ordinal);
        Assert.Equal(0, connection.InFlight);
    }

    [Fact]
    public async Task A_server_that_answers_late_and_owes_few_at_a_time_is_kept()
    {
        var given = Enumerable.Range(0, 10).Select(_ => new TaskCompletionSource()).ToArray();
        await using var server = FakeServer.StartReady(async peer =>
        {
            while (await peer.ReadAsync() is { } request)
            {
                if (request.Number < given.Length)
                    await peer.WaitForAsync(given[request.Number].Task);
                await peer.SendAsync(FakeAnswer.To(request));
            }
        });
        await using var connection = await server.ConnectAsync(Connecting.Settings with { MaxOrphans = 1 });

        for (var number = 0; number < given.Length; number++)
        {
            using var stop = new CancellationTokenSource();
            var asked = connection.AskAsync(number, cancellationToken: stop.Token);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
            given[number].SetResult();
            await Connecting.UntilAsync(() => connection.InFlight == 0);
        }

        Assert.Equal(10, await connection.AskAsync(10));
    }

    private static FakeServer HoldingServer(TaskCompletionSource go) => FakeServer.StartReady(async peer =>
    {
        await peer.WaitForAsync(go.Task);
        await peer.EchoAsync();
    });

    private static FakeServer SilentServer() => FakeServer.StartReady(async peer =>
    {
        while (await peer.ReadAsync() is not null)
        {
        }
    });
}
