using System.Buffers.Binary;
using Cql.Protocol;
using Cql.Tests.Connections;
using Cql.Tests.Wire;

namespace Cql.Tests.Sessions;

/// <summary>Statements, executions, slots and answers are used again and again: whatever becomes of a request, none may get what is another's.</summary>
public sealed class CancellationStressTests
{
    private const int Requests = 200_000;
    private const int Callers = 64;

    private readonly List<FakeCall> _late = [];

    [Fact]
    public async Task Every_answer_belongs_to_its_request_however_many_are_cancelled_or_late()
    {
        await using var cluster = new FakeCluster(2, AnswerAsync);
        await using var session = await cluster.ConnectAsync(options => options.RequestTimeout = Connecting.Long);
        var prepared = await session.PrepareAsync("SELECT total FROM orders WHERE id = ?");
        var (next, answered, cancelled) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            for (var number = Interlocked.Increment(ref next); number <= Requests; number = Interlocked.Increment(ref next))
            {
                if (await IsAnsweredAsync(session, prepared, number, random))
                    Interlocked.Increment(ref answered);
                else
                    Interlocked.Increment(ref cancelled);
            }
        })));

        Assert.True(answered > Requests / 2 && cancelled > Requests / 50, $"{answered} were answered and {cancelled} cancelled.");
        await AnswerLateAsync(least: 1);
        var pools = (await session.OpenAsync(CancellationToken.None)).Cluster.Pools;
        await Connecting.UntilAsync(() => pools.Sum(pool => pool.InFlight) == 0);
        Assert.All(pools, pool => Assert.Equal((true, 0), (pool.IsUp, pool.Orphans)));
    }

    private static async Task<bool> IsAnsweredAsync(CqlSession session, PreparedStatement prepared, int number, Random random)
    {
        using var stop = new CancellationTokenSource();
        using var bound = prepared.Bind().Set(0, number);
        if (random.Next(16) == 0)
            bound.Timeout = TimeSpan.FromMilliseconds(random.Next(1, 60));
        var executing = session.ExecuteAsync(bound, random.Next(4) == 0 ? stop.Token : CancellationToken.None);
        if (random.Next(8) == 0)
            await Task.Yield();
        if (random.Next(2) == 0)
            await stop.CancelAsync();
        else if (random.Next(4) == 0)
            stop.CancelAfter(TimeSpan.FromMilliseconds(random.Next(3)));
        try
        {
            using var rows = await executing;
            Assert.Equal(number, rows.FirstOrDefault<int>());
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or CqlTimeoutException)
        {
            return false;
        }
    }

    // One in sixteen is answered late, out of its turn.
    private async Task<bool> AnswerAsync(FakeCall call)
    {
        if (call.Opcode != Opcode.Execute)
            return false;
        if (ValueOf(call) % 16 == 0)
        {
            lock (_late)
                _late.Add(call);
            await AnswerLateAsync(least: Callers / 4);
        }
        else
        {
            await EchoAsync(call);
        }

        return true;
    }

    private async Task AnswerLateAsync(int least)
    {
        FakeCall[] due;
        lock (_late)
        {
            if (_late.Count < least)
                return;
            due = [.. _late];
            _late.Clear();
        }

        foreach (var call in due.OrderByDescending(ValueOf))
            await EchoAsync(call);
    }

    private static Task EchoAsync(FakeCall call) => call.AnswerAsync(FakeAnswer.Rows(call.Stream, [FakeColumn.Int("total", ValueOf(call))]));

    private static int ValueOf(FakeCall call)
    {
        // After the id, the id of the columns, the consistency, the flags, the count of values and its length.
        const int At = 2 + 4 + 2 + 2 + 2 + 4 + 2 + 4;
        return BinaryPrimitives.ReadInt32BigEndian(call.Request.Body.AsSpan(At));
    }
}
