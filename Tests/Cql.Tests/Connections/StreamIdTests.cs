using Cql.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Cql.Tests.Connections;

public sealed class StreamIdTests
{
    [Fact]
    public async Task A_connection_carries_1024_requests_at_once()
    {
        const int Count = 1024;
        var go = new TaskCompletionSource();
        await using var server = FakeServer.StartReady(async peer =>
        {
            var requests = new List<FakeRequest>();
            while (requests.Count < Count)
                requests.Add((await peer.ReadAsync())!);
            var answers = requests.Select(request => FakeAnswer.To(request)).ToArray();
            new Random(1).Shuffle(answers);
            await peer.WaitForAsync(go.Task);
            await peer.SendAsync(answers);
        });
        await using var connection = await server.ConnectAsync();

        var asked = Enumerable.Range(0, Count).Select(number => connection.AskAsync(number)).ToArray();
        Assert.Equal(Count, connection.InFlight);
        go.SetResult();
        Assert.Equal(Enumerable.Range(0, Count), await Task.WhenAll(asked));
        Assert.Equal(0, connection.InFlight);
    }

    [Fact]
    public async Task A_late_answer_frees_its_id_and_is_given_to_nobody()
    {
        var time = new FakeTimeProvider();
        var held = new TaskCompletionSource<(FakePeer Peer, FakeRequest Request)>();
        await using var server = FakeServer.StartReady(async peer =>
        {
            held.SetResult((peer, (await peer.ReadAsync())!));
            await peer.EchoAsync();
        });
        await using var connection = await server.ConnectAsync(Connecting.Settings with { Time = time });

        var asked = connection.AskAsync(1, TimeSpan.FromSeconds(2));
        var (peer, request) = await held.Task;
        time.Advance(TimeSpan.FromSeconds(2.1));
        var timedOut = await Assert.ThrowsAsync<CqlTimeoutException>(() => asked);
        Assert.Equal(RequestOutcome.Unknown, timedOut.Outcome);
        Assert.Equal(TimeSpan.FromSeconds(2), timedOut.Timeout);
        Assert.Equal(1, connection.InFlight);
        Assert.Equal(2, await connection.AskAsync(2));
        Assert.Equal(1, connection.InFlight);

        await peer.SendAsync(FakeAnswer.To(request));
        await Connecting.UntilAsync(() => connection.InFlight == 0);
        Assert.Equal(3, await connection.AskAsync(3));
    }

    [Fact]
    public async Task An_id_whose_waiter_was_cancelled_is_kept_until_its_answer_comes()
    {
        var held = new TaskCompletionSource<(FakePeer Peer, FakeRequest Request)>();
        await using var server = FakeServer.StartReady(async peer =>
        {
            held.SetResult((peer, (await peer.ReadAsync())!));
            await peer.EchoAsync();
        });
        await using var connection = await server.ConnectAsync();
        using var stop = new CancellationTokenSource();

        var asked = connection.AskAsync(1, cancellationToken: stop.Token);
        var (peer, request) = await held.Task;
        await stop.CancelAsync();
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Equal(stop.Token, cancelled.CancellationToken);
        Assert.Equal(1, connection.InFlight);

        await peer.SendAsync(FakeAnswer.To(request));
        await Connecting.UntilAsync(() => connection.InFlight == 0);
    }

    [Fact]
    public async Task A_request_without_a_time_limit_waits_on()
    {
        var time = new FakeTimeProvider();
        var held = new TaskCompletionSource<(FakePeer Peer, FakeRequest Request)>();
        await using var server = FakeServer.StartReady(async peer => held.SetResult((peer, (await peer.ReadAsync())!)));
        await using var connection = await server.ConnectAsync(
            Connecting.Settings with { Time = time, HeartbeatInterval = TimeSpan.FromDays(10_000) });

        var asked = new[] { Timeout.InfiniteTimeSpan, TimeSpan.MaxValue }.Select((limit, number) => connection.AskAsync(number, limit)).ToArray();
        var (peer, request) = await held.Task;
        time.Advance(TimeSpan.FromHours(1));
        Assert.All(asked, one => Assert.False(one.IsCompleted));
        await peer.SendAsync(FakeAnswer.To(request), FakeAnswer.To((await peer.ReadAsync())!));
        Assert.Equal((int[])[0, 1], await Task.WhenAll(asked));
    }
}
