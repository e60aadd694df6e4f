using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using Cql;
using Marketplace.Benchmarks.Cql.Clients;
using Marketplace.Benchmarks.Cql.Stub;

namespace Marketplace.Benchmarks.Cql;

/// <summary>
/// One request after the other against a server in this process that answers out of memory and allocates nothing: what is allocated is the
/// client's doing.
/// </summary>
[InProcess, MemoryDiagnoser]
public class ClientBenchmarks
{
    private readonly StubServer _server = StubServer.Start();
    private readonly byte[] _value = new byte[Statements.SmallValue];
    private CqlSession? _session;
    private PreparedStatement? _insert;
    private PreparedStatement? _select;
    private PreparedStatement? _selectMany;
    private PreparedStatement? _insertIfNotExists;
    private long _key;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _session = await CqlSession.ConnectAsync(_server.EndPoint.ToString());
        _insert = await _session.PrepareAsync(Statements.TextOf(Operation.Insert));
        _select = await _session.PrepareAsync(Statements.TextOf(Operation.Select));
        _selectMany = await _session.PrepareAsync(Statements.TextOf(Operation.SelectMany));
        _insertIfNotExists = await _session.PrepareAsync(Statements.TextOf(Operation.InsertIfNotExists));
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _session!.DisposeAsync();
        _server.Dispose();
    }

    [Benchmark(Description = "INSERT 256 B")]
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask Insert()
    {
        using var bound = _insert!.Bind().Set(0, ++_key).Set(1, _value);
        (await _session!.ExecuteAsync(bound)).Dispose();
    }

    [Benchmark(Description = "SELECT one row of 256 B")]
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> Select()
    {
        using var bound = _select!.Bind().Set(0, ++_key);
        using var rows = await _session!.ExecuteAsync(bound);
        var row = rows.GetReader();
        return row.Read() ? row.GetBytes(0).Length : 0;
    }

    [Benchmark(Description = "SELECT 100 rows of 256 B")]
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> SelectMany()
    {
        using var bound = _selectMany!.Bind().Set(0, ++_key);
        using var rows = await _session!.ExecuteAsync(bound);
        var sum = 0;
        for (var row = rows.GetReader(); row.Read();)
            sum += row.Get<int>(0) + row.GetBytes(1).Length;
        return sum;
    }

    [Benchmark(Description = "INSERT IF NOT EXISTS 256 B")]
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> InsertIfNotExists()
    {
        using var bound = _insertIfNotExists!.Bind().Set(0, ++_key).Set(1, _value);
        using var rows = await _session!.ExecuteAsync(bound);
        return rows.IsApplied;
    }
}
