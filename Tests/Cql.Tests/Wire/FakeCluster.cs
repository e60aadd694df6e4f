using System.Collections.Concurrent;
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

    /// <param name="nodes">How many.</param>
    /// <param name="answer">Tells whether it answered; what it did not is answered well.</param>
    public FakeCluster(int nodes, Func<FakeCall, Task<bool>>? answer = null)
    {
        _answer = answer;
        for (var number = 0; number < nodes; number++)
            Nodes.Add(new FakeNode(this, number));
    }

    public List<FakeNode> Nodes { get; } = [];

    /// <summary>What came, and to which node, without what nodes answer by themselves.</summary>
    public ConcurrentQueue<FakeCall> Calls { get; } = new();

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
        foreach (var node in Nodes)
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
}
