using System.Collections.Concurrent;
using Cql.Connections;
using Cql.Tests.Wire;
using CsCheck;

namespace Cql.Tests.Connections;

public sealed class EndingTests
{
    private const int Large = 15 << 20;

    [Fact]
    public async Task What_has_not_left_when_the_connection_ends_was_not_sent_and_what_may_have_is_unknown()
    {
        var go = new TaskCompletionSource();
        var arrived = new ConcurrentBag<int>();
        await using var server = FakeServer.StartReady(async peer =>
        {
            await peer.WaitForAsync(go.Task);
            while (await peer.ReadAsync() is { } request)
                arrived.Add(request.Number);
        });
        await using var connection = await server.ConnectAsync();

        // The first fills what the system takes, so that the others stay.
        var first = connection.SendAsync(new NumberedRequest(0, Large), Connecting.Long, CancellationToken.None).AsTask();
        var others = Enumerable.Range(1, 50).Select(number => connection.AskAsync(number)).ToArray();
        await connection.DisposeAsync();

        Assert.Equal(RequestOutcome.Unknown, (await Assert.ThrowsAsync<CqlConnectionException>(() => first)).Outcome);
        foreach (var other in others)
            Assert.Equal(RequestOutcome.NotSent, (await Assert.ThrowsAsync<CqlConnectionException>(() => other)).Outcome);
        Assert.Equal(0, connection.InFlight);
        go.SetResult();
        await server.DisposeAsync();
        Assert.Empty(arrived);
    }

    [Fact]
    public async Task Nothing_that_was_told_not_to_be_sent_ever_arrives()
        => await Gen.Select(Gen.Int[1, 400], Gen.Int[0, 60], Gen.Int[4, 60_000], Gen.Bool).SampleAsync(EndSomewhereAsync, iter: 30, threads: 1);

    [Fact]
    public async Task A_connection_that_was_disposed_of_sends_nothing()
    {
        await using var server = FakeServer.StartReady(peer => peer.EchoAsync());
        await using var connection = await server.ConnectAsync();
        Assert.Equal(1, await connection.AskAsync(1));
        await connection.DisposeAsync();

        var failed = await Assert.ThrowsAsync<CqlConnectionException>(() => connection.AskAsync(2));
        Assert.Equal(RequestOutcome.NotSent, failed.Outcome);
        Assert.IsType<ObjectDisposedException>(await connection.Closed);
    }

    [Fact]
    public async Task A_server_that_closes_an_idle_connection_is_noticed()
    {
        await using var server = FakeServer.StartReady(_ => Task.CompletedTask);
        await using var connection = await server.ConnectAsync();
        await server.DisposeAsync();

        await connection.Closed.WaitAsync(Connecting.Long);
        Assert.False(connection.IsOpen);
    }

    private static async Task EndSomewhereAsync(int count, int readBeforeTheEnd, int size, bool reset)
    {
        var arrived = new ConcurrentDictionary<int, bool>();
        await using var server = FakeServer.StartReady(async peer =>
        {
            while (arrived.Count < readBeforeTheEnd && await peer.ReadAsync() is { } request)
            {
                arrived[request.Number] = true;
                if (request.Number % 3 == 0)
                    await peer.SendAsync(FakeAnswer.To(request));
            }

            if (reset)
                peer.Reset();
            else
                while (await peer.ReadAsync() is { } request)
                    arrived[request.Number] = true;
        });
        await using var connection = await server.ConnectAsync();

        var outcomes = Enumerable.Range(0, count).Select(number => Task.Run(() => OutcomeAsync(connection, number, size))).ToArray();
        if (!reset)
            await connection.DisposeAsync();
        var told = await Task.WhenAll(outcomes);
        await connection.DisposeAsync();
        await Connecting.UntilAsync(() => connection.InFlight == 0);
        await server.DisposeAsync();
        for (var number = 0; number < count; number++)
            Assert.False(told[number] == RequestOutcome.NotSent && arrived.ContainsKey(number), $"Request {number} was told not to be sent, and arrived.");
    }

    private static async Task<RequestOutcome?> OutcomeAsync(CqlConnection connection, int number, int size)
    {
        try
        {
            (await connection.SendAsync(new NumberedRequest(number, size), TimeSpan.FromMilliseconds(200), CancellationToken.None)).Dispose();
            return null;
        }
        catch (CqlException e)
        {
            return e.Outcome;
        }
    }
}
