using System.Diagnostics.CodeAnalysis;
using Cql.Connections;
using Cql.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Cql.Tests.Connections;

/// <summary>A caller that is alone on a connection goes on where its answer was read: what it does there is its own affair.</summary>
public sealed class ContinuationTests
{
    // By then it is known to be alone.
    private const int Alone = 100;
    private const int Rounds = 50;

    // An answer may overtake whoever has asked and is about to wait for it, who then goes on where it was: it asks again.
    private const int Patience = 10_000;

    // If each waited until the connection looks, it would be too long for the test.
    private const int Many = 1000;

    // Its clock stands still, so that it does not look whether its thread comes back: on a busy machine that may take longer than it waits.
    private static ConnectionSettings Patient => Connecting.Settings with { Time = new FakeTimeProvider() };

    // The threads of the test's runner are no pool's either.
    private static bool IsOwnThread => Thread.CurrentThread.Name?.StartsWith("CQL ", StringComparison.Ordinal) == true;

    [Fact]
    public async Task A_caller_alone_goes_on_on_the_thread_that_reads_and_several_do_not()
    {
        await using var server = FakeServer.StartReady(peer => peer.EchoAsync());
        await using var connection = await server.ConnectAsync(Patient);
        Assert.False(await IsOnOwnThreadAsync(connection));
        await OnOwnThreadAsync(connection, () => Task.CompletedTask);

        await Task.WhenAll(Enumerable.Range(0, Rounds).Select(number => connection.AskAsync(number)));
        Assert.False(await IsOnOwnThreadAsync(connection));
    }

    [Fact]
    public async Task One_that_blocks_holds_up_no_other_request()
    {
        await using var server = FakeServer.StartReady(peer => peer.EchoAsync());
        await using var connection = await server.ConnectAsync(Patient);
        using var release = new ManualResetEventSlim();
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var blocking = OnOwnThreadAsync(connection, Block);
        await blocked.Task;

        for (var number = 0; number < Rounds; number++)
            Assert.Equal(number, await connection.AskAsync(number));
        Assert.Equal(Enumerable.Range(0, Rounds), await Task.WhenAll(Enumerable.Range(0, Rounds).Select(number => connection.AskAsync(number))));
        Assert.False(blocking.IsCompleted);
        release.Set();
        await blocking;

        Task Block()
        {
            blocked.SetResult();
            Assert.True(release.Wait(Connecting.Long, CancellationToken.None));
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task One_that_goes_on_for_others_too_is_not_waited_for_when_they_ask()
    {
        await using var server = FakeServer.StartReady(peer => peer.EchoAsync());
        await using var connection = await server.ConnectAsync(Patient);
        await OnOwnThreadAsync(connection, AskMany);

        // It asks for several, and gives the thread back only when all are answered.
        Task AskMany()
        {
            var both = Task.WhenAll(connection.AskAsync(1), connection.AskAsync(2));
            Assert.True(SpinWait.SpinUntil(() => both.IsCompleted, Connecting.Long));
            return both;
        }
    }

    [Fact]
    public async Task One_may_wait_for_the_next_answer_without_giving_its_thread_back()
    {
        await using var server = FakeServer.StartReady(peer => peer.EchoAsync());
        await using var connection = await server.ConnectAsync();
        await AskAsync();

        async Task AskAsync()
        {
            await AskAloneAsync(connection).ConfigureAwait(false);
            var begin = TimeProvider.System.GetTimestamp();
            for (var number = 0; number < Many; number++)
            {
                (await connection.SendAsync(new NumberedRequest(number), Connecting.Long, CancellationToken.None).ConfigureAwait(false)).Dispose();
                Assert.Equal(number, AskAndBlock(connection, number));
            }

            // The first of them waited for the connection to look, and the others did not.
            await AskAloneAsync(connection).ConfigureAwait(false);
            Assert.Equal(1, AskAndBlock(connection, 1));
            Assert.False(IsOwnThread);
            Assert.InRange(TimeProvider.System.GetElapsedTime(begin), TimeSpan.Zero, Connecting.Long);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_may_end_the_connection_and_block_until_it_has_ended(bool blocks)
    {
        await using var server = FakeServer.StartReady(peer => peer.EchoAsync());
        var connection = await server.ConnectAsync(Patient);
        await OnOwnThreadAsync(connection, EndAsync).WaitAsync(Connecting.Long, CancellationToken.None);
        Assert.False(connection.IsOpen);

        async Task EndAsync()
        {
            if (blocks)
                EndAndBlock(connection);
            else
                await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    [Fact]
    public async Task What_flows_with_one_who_connects_or_goes_on_does_not_reach_the_next()
    {
        var flowing = new AsyncLocal<string?> { Value = "connects" };
        await using var server = FakeServer.StartReady(peer => peer.EchoAsync());
        await using var connection = await server.ConnectAsync();
        for (var round = 0; round < Alone * 2; round++)
            Assert.Null(await WhatFlowsAsync(connection, flowing));
    }

    [Fact]
    public async Task Callers_that_come_and_go_all_get_their_answers()
    {
        await using var server = FakeServer.StartReady(peer => peer.EchoAsync());
        await using var connection = await server.ConnectAsync();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(caller => Task.Run(() => AskInBurstsAsync(new Random(caller)))));
        await Connecting.UntilAsync(() => connection.InFlight == 0);

        async Task AskInBurstsAsync(Random random)
        {
            for (var burst = 0; burst < 40; burst++)
            {
                for (var number = random.Next(200); number >= 0; number--)
                    Assert.Equal(number, await connection.AskAsync(number).ConfigureAwait(false));
                await Task.Delay(random.Next(20)).ConfigureAwait(false);
                if (random.Next(8) == 0)
                    SpinWait.SpinUntil(() => false, random.Next(5));
            }
        }
    }

    private static async Task AskAloneAsync(CqlConnection connection)
    {
        for (var number = 0; number < Alone; number++)
            (await connection.SendAsync(new NumberedRequest(number), Connecting.Long, CancellationToken.None).ConfigureAwait(false)).Dispose();
    }

    private static async Task OnOwnThreadAsync(CqlConnection connection, Func<Task> then)
    {
        for (var number = 0; number < Alone || (!IsOwnThread && number < Patience); number++)
            (await connection.SendAsync(new NumberedRequest(number), Connecting.Long, CancellationToken.None).ConfigureAwait(false)).Dispose();
        Assert.True(IsOwnThread);
        await then().ConfigureAwait(false);
    }

    private static async Task<bool> IsOnOwnThreadAsync(CqlConnection connection)
    {
        (await connection.SendAsync(new NumberedRequest(1), Connecting.Long, CancellationToken.None).ConfigureAwait(false)).Dispose();
        return IsOwnThread;
    }

    [SuppressMessage("Usage", "VSTHRD002", Justification = "What is tried is to block.")]
    private static int AskAndBlock(CqlConnection connection, int number) => connection.AskAsync(number).GetAwaiter().GetResult();

    [SuppressMessage("Usage", "VSTHRD002", Justification = "What is tried is to block.")]
    private static void EndAndBlock(CqlConnection connection) => connection.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [SuppressMessage("Usage", "VSTHRD002", Justification = "The answer is there.")]
    [SuppressMessage("Reliability", "CA2012", Justification = "It is asked once.")]
    private static Task<string?> WhatFlowsAsync(CqlConnection connection, AsyncLocal<string?> flowing)
    {
        var seen = new TaskCompletionSource<string?>();
        var waiting = connection.SendAsync(new NumberedRequest(1), Connecting.Long, CancellationToken.None).ConfigureAwait(false).GetAwaiter();
        waiting.UnsafeOnCompleted(() =>
        {
            waiting.GetResult().Dispose();
            var value = flowing.Value;
            flowing.Value = "went on";
            seen.SetResult(value);
        });
        return seen.Task;
    }
}
