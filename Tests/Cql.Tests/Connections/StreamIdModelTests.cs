using System.Collections.Concurrent;
using Cql.Connections;
using Cql.Protocol;
using Cql.Tests.Wire;
using CsCheck;

namespace Cql.Tests.Connections;

/// <summary>Thousands of requests of every fate on few places: none may get another's answer, and every place must be free in the end.</summary>
public sealed class StreamIdModelTests
{
    private enum Fate
    {
        Prompt,
        Soon,
        Raced,
        CancelledAfterwards,
        Held,
        Cancelled,
        Unwritable,
    }

    [Fact]
    public async Task Every_id_comes_back_once_whatever_becomes_of_its_request()
    {
        // Few are held, for those keep their places to the end.
        var fate = Gen.Frequency(
            (40, Gen.Const(Fate.Prompt)), (20, Gen.Const(Fate.Soon)), (20, Gen.Const(Fate.Raced)), (10, Gen.Const(Fate.CancelledAfterwards)), (2, Gen.Const(Fate.Held)),
            (4, Gen.Const(Fate.Cancelled)), (4, Gen.Const(Fate.Unwritable)));
        await Gen.Select(fate.Array[400, 800], Gen.Int[40, 64], Gen.Int[0, 2], Gen.Int).SampleAsync(
            (fates, places, framing, seed) => RunAsync(fates, places, framing, seed), iter: 8, threads: 1);
    }

    private static async Task RunAsync(Fate[] fates, int places, int framing, int seed)
    {
        var held = new ConcurrentQueue<FakeRequest>();
        FakePeer? server = null;
        await using var listener = FakeServer.StartReady(async peer =>
        {
            server = peer;
            var random = new Random(seed);
            var sending = new List<Task>();
            while (await peer.ReadAsync() is { } request)
            {
                var fate = request.Number < fates.Length ? fates[request.Number] : Fate.Prompt;
                if (fate == Fate.Held)
                    held.Enqueue(request);
                else
                    sending.Add(AnswerAsync(peer, request, fate == Fate.Prompt ? 0 : random.Next(4)));
            }

            await Task.WhenAll(sending);
        });
        await using var connection = await listener.ConnectAsync(Connecting.Settings with
        {
            Version = framing == 0 ? ProtocolVersion.V4 : ProtocolVersion.V5,
            Compress = framing == 2,
            MaxInFlight = places,
            MaxOrphans = fates.Length,
            MaxWait = Connecting.Long,
        });

        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () =>
        {
            for (var number = Interlocked.Increment(ref next); number < fates.Length; number = Interlocked.Increment(ref next))
                await AskAsync(connection, number, fates[number]);
        })));

        await Connecting.UntilAsync(() => held.Count == fates.Count(fate => fate == Fate.Held) && connection.InFlight == held.Count);
        await server!.SendAsync([.. held.Select(request => FakeAnswer.To(request))]);
        await Connecting.UntilAsync(() => connection.InFlight == 0);

        // Were an id given back twice, two of these would have the same.
        var last = Enumerable.Range(fates.Length, places).Select(number => connection.AskAsync(number)).ToArray();
        Assert.Equal(Enumerable.Range(fates.Length, places), await Task.WhenAll(last));
        Assert.Equal(0, connection.InFlight);
        Assert.True(connection.IsOpen);
    }

    private static async Task AnswerAsync(FakePeer peer, FakeRequest request, int delay)
    {
        await Task.Delay(delay);
        await peer.SendAsync(FakeAnswer.To(request));
    }

    private static async Task AskAsync(CqlConnection connection, int number, Fate fate)
    {
        switch (fate)
        {
            case Fate.Prompt or Fate.Soon:
                Assert.Equal(number, await connection.AskAsync(number));
                break;
            case Fate.CancelledAfterwards:
                using (var stop = new CancellationTokenSource())
                {
                    Assert.Equal(number, await connection.AskAsync(number, cancellationToken: stop.Token));
                    await Task.Yield();
                    await stop.CancelAsync();
                }

                break;
            case Fate.Held:
                await Assert.ThrowsAsync<CqlTimeoutException>(() => connection.AskAsync(number, TimeSpan.FromMilliseconds(20)));
                break;
            case Fate.Cancelled:
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.AskAsync(number, cancellationToken: new CancellationToken(canceled: true)));
                break;
            case Fate.Unwritable:
                await Assert.ThrowsAsync<ArgumentException>(
                    async () => await connection.SendAsync(new NumberedRequest(number) { CannotBeWritten = true }, Connecting.Long, CancellationToken.None));
                break;
            case Fate.Raced:
                using (var stop = new CancellationTokenSource(number % 4))
                {
                    try
                    {
                        Assert.Equal(number, await connection.AskAsync(number, TimeSpan.FromMilliseconds(number % 90), stop.Token));
                    }
                    catch (Exception e) when (e is OperationCanceledException or CqlTimeoutException)
                    {
                    }
                }

                break;
        }
    }
}
