using System.Collections.Concurrent;
using Cql.Connections;
using Cql.Protocol;
using Cql.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Cql.Tests.Connections;

public sealed class HeartbeatTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<FakeRequest> _asked = new();

    private ConnectionSettings Settings
        => Connecting.Settings with { Time = _time, HeartbeatInterval = TimeSpan.FromSeconds(10), HeartbeatTimeout = TimeSpan.FromSeconds(5) };

    [Fact]
    public async Task A_connection_whose_server_hangs_ends_within_interval_and_time_out_and_its_requests_with_it()
    {
        await using var server = Server(answersHeartbeats: false);
        await using var connection = await server.ConnectAsync(Settings);
        var asked = connection.AskAsync(1, TimeSpan.FromMinutes(5));
        await Connecting.UntilAsync(() => _asked.Count == 1);

        _time.Advance(TimeSpan.FromSeconds(10.1));
        await Connecting.UntilAsync(() => _asked.Any(request => request.Opcode == Opcode.Options));
        Assert.True(connection.IsOpen);
        _time.Advance(TimeSpan.FromSeconds(4.8));
        Assert.True(connection.IsOpen);
        _time.Advance(TimeSpan.FromSeconds(0.2));

        var failed = await Assert.ThrowsAsync<CqlConnectionException>(() => asked);
        Assert.Equal(RequestOutcome.Unknown, failed.Outcome);
        Assert.Contains("silent for 15", failed.Message, StringComparison.Ordinal);
        await Connecting.UntilAsync(() => connection.InFlight == 0);
    }

    [Fact]
    public async Task A_connection_whose_server_answers_its_heartbeats_stays()
    {
        await using var server = Server(answersHeartbeats: true);

        // The clock goes on while the machine is slow, which must not look like silence.
        await using var connection = await server.ConnectAsync(Settings with { HeartbeatTimeout = TimeSpan.FromHours(1) });

        for (var round = 1; round <= 20; round++)
        {
            await Connecting.UntilAsync(() =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(500));
                return _asked.Count >= round && connection.InFlight == 0;
            });
        }

        Assert.True(connection.IsOpen);
        Assert.Equal(1, await connection.AskAsync(1));
    }

    [Fact]
    public async Task A_server_that_owes_answers_and_says_nothing_is_doubtful_and_one_that_owes_none_is_not()
    {
        using var gate = new SemaphoreSlim(0);
        await using var server = FakeServer.StartReady(async peer =>
        {
            while (await peer.ReadAsync() is { } request)
            {
                await gate.WaitAsync();
                await peer.SendAsync(FakeAnswer.To(request));
            }
        });
        await using var connection = await server.ConnectAsync(Settings);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(connection.IsDoubtful);

        var asked = connection.AskAsync(1, TimeSpan.FromMinutes(5));
        await Connecting.UntilAsync(() => connection.InFlight == 1);
        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(connection.IsDoubtful);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.True(connection.IsDoubtful);

        gate.Release();
        await asked;
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(connection.IsDoubtful);
    }

    [Fact]
    public async Task A_connection_that_is_used_is_not_asked_for_a_sign_of_life()
    {
        await using var server = Server(answersHeartbeats: true);
        await using var connection = await server.ConnectAsync(Settings);

        for (var number = 0; number < 10; number++)
        {
            _time.Advance(TimeSpan.FromSeconds(9));
            Assert.Equal(number, await connection.AskAsync(number));
        }

        Assert.DoesNotContain(_asked, request => request.Opcode == Opcode.Options);
    }

    [Fact]
    public async Task A_full_connection_whose_server_hangs_ends_in_time_too()
    {
        await using var server = Server(answersHeartbeats: false);
        await using var connection = await server.ConnectAsync(Settings with { MaxInFlight = 1, MaxWaiting = 0 });
        var asked = connection.AskAsync(1, TimeSpan.FromMinutes(5));

        _time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.True(connection.IsOpen);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        await Assert.ThrowsAsync<CqlConnectionException>(() => asked);
    }

    [Fact]
    public async Task A_server_that_sends_events_is_alive()
    {
        var send = new TaskCompletionSource<FakePeer>();
        await using var server = FakeServer.StartReady(async peer =>
        {
            send.SetResult(peer);
            while (await peer.ReadAsync() is not null)
            {
            }
        });
        var events = 0;
        await using var connection = await server.ConnectAsync(Settings with { HeartbeatTimeout = TimeSpan.FromSeconds(1) }, (_, happened) =>
        {
            happened.Dispose();
            Interlocked.Increment(ref events);
        });
        var peer = await send.Task;

        for (var round = 1; round <= 5; round++)
        {
            _time.Advance(TimeSpan.FromSeconds(10.5));
            await peer.SendAsync(FakeAnswer.Up("10.0.0.1"));
            await Connecting.UntilAsync(() => Volatile.Read(ref events) == round);
        }

        Assert.True(connection.IsOpen);
    }

    // Requests other than heartbeats are answered only by a server that answers those.
    private FakeServer Server(bool answersHeartbeats) => FakeServer.StartReady(async peer =>
    {
        while (await peer.ReadAsync() is { } request)
        {
            _asked.Enqueue(request);
            if (answersHeartbeats)
                await peer.SendAsync(request.Opcode == Opcode.Options ? FakeAnswer.Supported(request.Stream) : FakeAnswer.To(request));
        }
    });
}
