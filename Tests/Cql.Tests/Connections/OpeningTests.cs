using System.Net;
using Cql.Connections;
using Cql.Protocol;
using Cql.Tests.Wire;

namespace Cql.Tests.Connections;

public sealed class OpeningTests
{
    private static readonly ConnectionSettings Hasty = Connecting.Settings with { ConnectTimeout = TimeSpan.FromMilliseconds(300) };

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, false)]
    [InlineData(5, true)]
    public async Task A_connection_speaks_the_version_and_the_compression_that_were_asked_for(int version, bool compress)
    {
        await using var server = FakeServer.StartReady(peer => peer.EchoAsync());
        await using var connection = await server.ConnectAsync(Connecting.Settings with { Version = (ProtocolVersion)version, Compress = compress });

        Assert.Equal(version, (int)connection.Version);
        Assert.Equal(7, await connection.AskAsync(7));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_refuses_v5_in_an_envelope_of_v4_is_spoken_to_in_v4(bool toTheRequest)
    {
        await using var server = FakeServer.Start(async peer =>
        {
            var request = await peer.ReadAsync();
            if (request!.Version == 5)
            {
                // An old server fails before it reads the stream id, and speaks to stream 0.
                await peer.SendAsync(FakeAnswer.Error(toTheRequest ? request.Stream : (short)0, 0x000A, "Invalid or unsupported protocol version (5)") with { Version = 4 });
                peer.Dispose();
                return;
            }

            await peer.SendAsync(FakeAnswer.Ready(request.Stream));
            await peer.EchoAsync();
        });
        await using var connection = await server.ConnectAsync();

        Assert.Equal(ProtocolVersion.V4, connection.Version);
        Assert.Equal(1, await connection.AskAsync(1));
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_server_that_refuses_every_version_is_asked_twice_and_says_why()
    {
        await using var server = FakeServer.Start(async peer =>
        {
            var request = await peer.ReadAsync();
            await peer.SendAsync(FakeAnswer.Error(request!.Stream, 0x000A, "Not you"));
        });

        var refused = await Assert.ThrowsAsync<CqlVersionException>(async () => await server.ConnectAsync());
        Assert.Contains("Not you", refused.Message, StringComparison.Ordinal);
        Assert.Equal(RequestOutcome.NotSent, refused.Outcome);
        Assert.Equal(server.EndPoint, refused.Node);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_server_that_takes_the_connection_and_says_nothing_is_left_in_time()
    {
        await using var server = FakeServer.Start(async peer => await peer.ReadAsync());
        var failed = await Assert.ThrowsAsync<CqlConnectionException>(async () => await server.ConnectAsync(Hasty));

        Assert.Equal(RequestOutcome.NotSent, failed.Outcome);
        Assert.Contains("0.3 s", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_database_is_a_connection_that_could_not_be_made()
    {
        await using var server = FakeServer.Start(peer => peer.SendRawAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray()));
        var failed = await Assert.ThrowsAsync<CqlConnectionException>(async () => await server.ConnectAsync());

        Assert.Equal(RequestOutcome.NotSent, failed.Outcome);
        Assert.Contains("version 0x48", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((byte)Opcode.Result)]
    [InlineData((byte)Opcode.Supported)]
    [InlineData((byte)0x7F)]
    public async Task An_answer_to_the_start_that_makes_no_sense_is_a_connection_that_could_not_be_made(byte opcode)
    {
        await using var server = FakeServer.Start(async peer =>
        {
            var request = await peer.ReadAsync();
            await peer.SendAsync(new FakeAnswer(request!.Stream, (Opcode)opcode, []));
        });

        var failed = await Assert.ThrowsAsync<CqlConnectionException>(async () => await server.ConnectAsync());
        Assert.Equal(RequestOutcome.NotSent, failed.Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_closes_in_the_middle_of_its_answer_is_a_connection_that_could_not_be_made(bool reset)
    {
        await using var server = FakeServer.Start(async peer =>
        {
            var request = await peer.ReadAsync();
            await peer.SendRawAsync(peer.Frame(FakeAnswer.Supported(request!.Stream)).AsMemory(0, 11));
            if (reset)
                peer.Reset();
            else
                peer.Dispose();
        });

        var failed = await Assert.ThrowsAsync<CqlConnectionException>(async () => await server.ConnectAsync(Connecting.Settings with { Compress = true }));
        Assert.Equal(RequestOutcome.NotSent, failed.Outcome);
        Assert.Contains("If the node speaks TLS, set Tls.", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_a_connection_that_could_not_be_made()
    {
        IPEndPoint gone;
        await using (var server = FakeServer.Start(_ => Task.CompletedTask))
            gone = server.EndPoint;

        var failed = await Assert.ThrowsAsync<CqlConnectionException>(async () => await ConnectionOpener.OpenAsync(gone, Connecting.Settings, null, CancellationToken.None));
        Assert.Equal(RequestOutcome.NotSent, failed.Outcome);
        Assert.Contains(gone.ToString(), failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_network_says_is_a_connection_that_could_not_be_made()
    {
        var impossible = new DnsEndPoint(new string('a', 300), 9042);
        var failed = await Assert.ThrowsAsync<CqlConnectionException>(async () => await ConnectionOpener.OpenAsync(impossible, Connecting.Settings, null, CancellationToken.None));
        Assert.Equal(RequestOutcome.NotSent, failed.Outcome);
    }

    [Fact]
    public async Task A_caller_who_does_not_want_it_any_more_ends_the_opening()
    {
        await using var server = FakeServer.Start(async peer => await peer.ReadAsync());
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await ConnectionOpener.OpenAsync(server.EndPoint, Connecting.Settings, null, stop.Token));
    }
}
