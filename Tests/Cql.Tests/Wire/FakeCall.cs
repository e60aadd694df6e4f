using Cql.Protocol;

namespace Cql.Tests.Wire;

/// <summary>A request that came to a node, and the way back.</summary>
internal sealed record FakeCall(FakeNode Node, FakePeer Peer, FakeRequest Request)
{
    public Opcode Opcode => Request.Opcode;

    public short Stream => Request.Stream;

    /// <summary>The text of QUERY and PREPARE.</summary>
    public string Cql => new WireReader(Request.Body).ReadLongString();

    public Task AnswerAsync(FakeAnswer answer) => Peer.SendAsync(answer);

    /// <summary>Answers with an error.</summary>
    public Task FailAsync(int code, string message, Func<Body, Body>? fields = null) => AnswerAsync(FakeAnswer.Error(Stream, code, message, fields));
}
