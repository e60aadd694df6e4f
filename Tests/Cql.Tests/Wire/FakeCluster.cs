using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Cql.Protocol;

namespace Cql.Tests.Wire;

/// <summary>
/// Nodes that tell of each other as real ones do. A statement is prepared under an id of its own, with one parameter and one column, and
/// all else is done at once, unless the test says otherwise.
/// </summary>
internal sealed class FakeCluster : IAsyncDisposable
{
    public static readonly byte[] StatementId = [1, 2, 3, 4];
    public static readonly byte[] ResultId = [5, 6];

    private readonly Func<FakeCall, Task<bool>>? _answer;
    private readonly List<FakeNode> _all = [];

    /// <param name="nodes">How many.</param>
    /// <param name="answer">Tells whether it answered; what it did not is answered well.</param>
    public FakeCluster(int nodes, Func<FakeCall, Task<bool>>? answer = null)
    {
        _answer = answer;
        for (var number = 0; number < nodes; number++)
            Add();
    }

    /// <summary>Those that are in it. Swapped whole, for nodes read it while a test changes it.</summary>
    public ImmutableList<FakeNode> Nodes { get; private set; } = [];

    /// <summary>How many of them hold a partition of the keyspace <c>shop</c>.</summary>
    public int ReplicationFactor { get; init; } = 3;

    /// <summary>What came, and to which node, without what nodes answer by themselves.</summary>
    public ConcurrentQueue<FakeCall> Calls { get; } = new();

    /// <summary>A node joins.</summary>
    public FakeNode Add()
    {
        var node = Make(number: _all.Count);
        Nodes = Nodes.Add(node);
        return node;
    }

    /// <summary>A node leaves for good. It listens still, and is told of no more.</summary>
    public void Remove(FakeNode node) => Nodes = Nodes.Remove(node);

    /// <summary>A node comes back at another address, as the same host.</summary>
    public FakeNode Move(FakeNode node, IPEndPoint? to = null)
    {
        var moved = Make(node.Number, to);
        Nodes = Nodes.Replace(node, moved);
        return moved;
    }

    public int Count(Opcode opcode) => Calls.Count(call => call.Opcode == opcode);

    public Task<CqlSession> ConnectAsync(Action<CqlOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new CqlOptions();
        options.ContactPoints.Add(Nodes[0].EndPoint.ToString());
        configure?.Invoke(options);
        return CqlSession.ConnectAsync(options, time: time);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _all)
            await node.DisposeAsync();
    }

    public async Task OnRequestAsync(FakeCall call)
    {
        Calls.Enqueue(call);
        if (_answer is not null && await _answer(call))
            return;
        await call.AnswerAsync(call.Opcode == Opcode.Prepare
            ? FakeAnswer.Prepared(call.Stream, StatementId, ResultId, [FakeColumn.Int("id", 0)], [])
            : FakeAnswer.Void(call.Stream));
    }

    private FakeNode Make(int number, IPEndPoint? at = null)
    {
        var node = new FakeNode(this, number, at);
        _all.Add(node);
        return node;
    }
}
