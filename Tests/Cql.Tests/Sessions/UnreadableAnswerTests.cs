using Cql.Connections;
using Cql.Protocol;
using Cql.Sessions;
using Cql.Tests.Connections;
using Cql.Tests.Wire;

namespace Cql.Tests.Sessions;

/// <summary>Answers that come whole, to the one who asked, and that cannot be read.</summary>
public sealed class UnreadableAnswerTests
{
    private const int Other = 7;

    public static TheoryData<int, byte[], bool> Bodies => new()
    {
        { (int)Opcode.Result, [], true },
        { (int)Opcode.Result, [0, 0, 0, 99], true },
        { (int)Opcode.Result, [0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 5], true },
        { (int)Opcode.Result, [0, 0, 0, 4, 0, 200], true },
        { (int)Opcode.Result, [0, 0, 0, 1], false },
        { (int)Opcode.Error, [0, 0, 0x12, 0, 0, 0], true },
        { 0x7E, [1, 2, 3], true },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task It_fails_its_own_request_only_where_checksums_vouch_for_its_bytes(int opcode, byte[] body, bool isOdd)
    {
        var (connection, other, odd) = await AskAsync(version: 5, opcode, body, isOdd);

        Assert.Equal(connection.EndPoint, odd?.Node);
        Assert.True(connection.IsOpen);
        Assert.Equal(Other, await other);
        Assert.Equal(1, await connection.AskAsync(1));
        await connection.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task It_ends_the_connection_where_nothing_vouches_for_them(int opcode, byte[] body, bool isOdd)
    {
        var (connection, other, odd) = await AskAsync(version: 4, opcode, body, isOdd);

        Assert.Equal(connection.EndPoint, odd?.Node);
        Assert.False(connection.IsOpen);
        Assert.Equal(RequestOutcome.Unknown, (await Assert.ThrowsAsync<CqlConnectionException>(() => other)).Outcome);
        await connection.DisposeAsync();
    }

    // Void is no answer to PREPARE, and one to a statement.
    private static async Task<(CqlConnection Connection, Task<int> Other, CqlProtocolException? Odd)> AskAsync(int version, int opcode, byte[] body, bool isOddForStatements)
    {
        var server = FakeServer.StartReady(async peer =>
        {
            var first = (await peer.ReadAsync())!;
            await peer.SendAsync(FakeAnswer.To((await peer.ReadAsync())!) with { Opcode = (Opcode)opcode, Body = body });
            await peer.SendAsync(FakeAnswer.To((await peer.ReadAsync())!), FakeAnswer.To(first));
            await peer.EchoAsync();
        });
        var connection = await server.ConnectAsync(Connecting.Settings with { Version = (ProtocolVersion)version });
        var other = connection.AskAsync(Other);
        var answer = await connection.SendAsync(new NumberedRequest(2), Connecting.Long, CancellationToken.None);
        var odd = isOddForStatements
            ? Assert.Throws<CqlProtocolException>(() => Cql.Sessions.Answers.Read(answer, connection, new SimpleStatement("SELECT 1")))
            : Assert.Throws<CqlProtocolException>(() => PrepareAnswers.Read(answer, connection));
        if (connection.IsOpen)
            Assert.Equal(3, await connection.AskAsync(3));
        return (connection, other, odd);
    }
}
