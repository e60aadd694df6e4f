using Cql.Telemetry;
using Marketplace.Benchmarks.Cql.Stub;
using Canned = Marketplace.Benchmarks.Cql.Clients.Statements;
using Operation = Marketplace.Benchmarks.Cql.Clients.Operation;

namespace Cql.Tests.Sessions;

/// <summary>What a request allocates, against a server that allocates nothing. Alone: others' allocations would count too.</summary>
[Collection<Alone>]
public sealed class AllocationTests : IAsyncLifetime
{
    private const int WarmUp = 20_000;
    private const int Measured = 50_000;

    private static readonly byte[] Value = new byte[Canned.SmallValue];

    private readonly StubServer _server = StubServer.Start();
    private CqlSession? _session;

    public async ValueTask InitializeAsync() => _session = await CqlSession.ConnectAsync(_server.EndPoint.ToString());

    public async ValueTask DisposeAsync()
    {
        await _session!.DisposeAsync();
        _server.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task A_write_of_256_bytes_allocates_at_most_100(int callers)
    {
        var prepared = await _session!.PrepareAsync(Canned.TextOf(Operation.Insert));
        Assert.InRange(await MeasureAsync(callers, key => prepared.Bind().Set(0, key).Set(1, Value), _ => { }), 0, 100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task A_read_of_one_row_allocates_at_most_200(int callers)
    {
        var prepared = await _session!.PrepareAsync(Canned.TextOf(Operation.Select));
        Assert.InRange(await MeasureAsync(callers, key => prepared.Bind().Set(0, key), Check), 0, 200);

        static void Check(CqlRowSet rows)
        {
            var row = rows.GetReader();
            Assert.True(row.Read() && row.GetBytes(0).Length == Canned.SmallValue);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task A_condition_allocates_no_more_than_a_read(int callers)
    {
        var prepared = await _session!.PrepareAsync(Canned.TextOf(Operation.InsertIfNotExists));
        Assert.InRange(await MeasureAsync(callers, key => prepared.Bind().Set(0, key).Set(1, Value), rows => Assert.True(rows.IsApplied)), 0, 200);
    }

    private async Task<double> MeasureAsync(int callers, Func<long, BoundStatement> bind, Action<CqlRowSet> take)
    {
        Assert.False(Instruments.IsOn, "Somebody listens.");
        await RunAsync(WarmUp);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await RunAsync(Measured);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Measured;

        Task RunAsync(int requests)
        {
            var next = 0;
            return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
            {
                for (var key = Interlocked.Increment(ref next); key <= requests; key = Interlocked.Increment(ref next))
                {
                    using var bound = bind(key);
                    using var rows = await _session!.ExecuteAsync(bound);
                    take(rows);
                }
            })));
        }
    }

    [CollectionDefinition(DisableParallelization = true)]
    public sealed class Alone;
}
