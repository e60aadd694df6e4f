using Cql.Connections;
using Cql.Protocol;
using Cql.Tests.Wire;

namespace Cql.Tests.Connections;

public sealed class MisbehavingServerTests
{
    [Fact]
    public async Task An_answer_on_an_id_that_was_never_used_closes_the_connection()
    {
        await using var server = FakeServer.StartReady(async peer =>
        {
            var request = await peer.ReadAsync();
            await peer.SendAsync(FakeAnswer.To(request!) with { Stream = 900 });
        });
        await EndsAsync(server, "stream 900");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-2)]
    [InlineData(0)]
    [InlineData(short.MaxValue)]
    [InlineData(short.MinValue)]
    public async Task An_answer_on_an_id_that_cannot_be_closes_the_connection(int stream)
    {
        await using var server = FakeServer.StartReady(async peer =>
        {
            var request = await peer.ReadAsync();
            await peer.SendAsync(FakeAnswer.To(request!) with { Stream = (short)stream });
        });
        await EndsAsync(server, $"stream {stream}");
    }

    [Fact]
    public async Task A_second_answer_closes_the_connection_whether_or_not_the_first_was_taken()
    {
        await using var server = FakeServer.StartReady(async peer =>
        {
            var answer = FakeAnswer.To((await peer.ReadAsync())!);
            await peer.SendAsync(answer, answer, answer);
        });
        await using var connection = await server.ConnectAsync();

        // Both answers are there before the first is taken.
        var asked = connection.SendAsync(new NumberedRequest(1), Connecting.Long, CancellationToken.None);
        var cause = await connection.Closed.WaitAsync(Connecting.Long);
        Assert.IsType<CqlProtocolException>(cause);
        Assert.Equal(1, connection.InFlight);
        using (var answer = await asked)
            Assert.Equal(1, new WireReader(answer.Body).ReadInt32());
        Assert.Equal(0, connection.InFlight);
    }

    [Fact]
    public async Task An_error_to_nobody_in_particular_ends_all_with_the_servers_words()
    {
        await using var server = FakeServer.StartReady(async peer =>
        {
            await peer.ReadAsync();
            await peer.SendAsync(FakeAnswer.Error(0, 0x000A, "Invalid segment"));
        });
        var failed = await EndsAsync(server, "Invalid segment");
        Assert.IsType<CqlServerProtocolErrorException>(failed.InnerException);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(4, false)]
    [InlineData(20, false)]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(6, true)]
    [InlineData(20, true)]
    [InlineData(-1, true)]
    public async Task A_segment_that_came_damaged_ends_all_that_was_on_its_way(int place, bool compress)
    {
        await using var server = FakeServer.StartReady(async peer =>
        {
            var requests = new[] { await peer.ReadAsync(), await peer.ReadAsync(), await peer.ReadAsync() };
            var bytes = peer.Frame([.. requests.Select(request => FakeAnswer.To(request!, 100))]);
            bytes[place < 0 ? bytes.Length + place : place] ^= 0x10;
            await peer.SendRawAsync(bytes);
        });
        await using var connection = await server.ConnectAsync(Connecting.Settings with { Compress = compress });

        var asked = Enumerable.Range(0, 3).Select(number => connection.AskAsync(number)).ToArray();
        foreach (var one in asked)
        {
            var failed = await Assert.ThrowsAsync<CqlConnectionException>(() => one);
            Assert.Equal(RequestOutcome.Unknown, failed.Outcome);
            Assert.IsType<CqlProtocolException>(failed.InnerException);
            Assert.Equal(server.EndPoint, failed.Node);
        }

        Assert.Equal(0, connection.InFlight);
        var late = await Assert.ThrowsAsync<CqlConnectionException>(() => connection.AskAsync(9));
        Assert.Equal(RequestOutcome.NotSent, late.Outcome);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0x45)]
    [InlineData(0x7F)]
    public async Task An_envelope_of_another_version_closes_the_connection(int version)
    {
        await using var server = FakeServer.StartReady(async peer =>
        {
            var request = await peer.ReadAsync();
            await peer.SendAsync(FakeAnswer.To(request!) with { Version = (byte)version });
        });
        await EndsAsync(server, "version 0x");
    }

    [Fact]
    public async Task An_answer_larger_than_is_taken_closes_the_connection_before_its_bytes_come()
    {
        await using var server = FakeServer.StartReady(async peer =>
        {
            var request = await peer.ReadAsync();
            await peer.SendAsync(FakeAnswer.To(request!, 2_000_000));
        });
        await EndsAsync(server, "at most 1000000", Connecting.Settings with { MaxResponseBytes = 1_000_000 });
    }

    [Fact]
    public async Task A_compressed_envelope_that_was_not_agreed_on_closes_the_connection()
    {
        await using var server = FakeServer.StartReady(async peer =>
        {
            var request = await peer.ReadAsync();
            await peer.SendAsync(FakeAnswer.To(request!) with { Flags = 1 });
        });
        await EndsAsync(server, "compressed", Connecting.Settings with { Version = ProtocolVersion.V4 });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_goes_in_the_middle_of_an_answer_ends_all_that_was_on_its_way(bool reset)
    {
        await using var server = FakeServer.StartReady(async peer =>
        {
            var request = await peer.ReadAsync();
            await peer.SendRawAsync(peer.Frame(FakeAnswer.To(request!, 1000)).AsMemory(0, 500));
            if (reset)
                peer.Reset();
            else
                peer.Dispose();
        });
        await EndsAsync(server, "ended");
    }

    private static async Task<CqlConnectionException> EndsAsync(FakeServer server, string saying, ConnectionSettings? settings = null)
    {
        await using var connection = await server.ConnectAsync(settings);
        var failed = await Assert.ThrowsAsync<CqlConnectionException>(() => connection.AskAsync(1));
        Assert.Equal(RequestOutcome.Unknown, failed.Outcome);
        Assert.Contains(saying, failed.Message, StringComparison.Ordinal);
        Assert.Same(failed.InnerException, await connection.Closed.WaitAsync(Connecting.Long));
        Assert.False(connection.IsOpen);
        Assert.Equal(0, connection.InFlight);
        return failed;
    }
}
