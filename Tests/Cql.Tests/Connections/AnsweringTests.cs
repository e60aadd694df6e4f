using Cql.Protocol;
using Cql.Tests.Wire;

namespace Cql.Tests.Connections;

public sealed class AnsweringTests
{
    public static TheoryData<int, bool> Framings => new() { { 4, false }, { 5, false }, { 5, true } };

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Answers_that_come_byte_by_byte_are_put_together(int version, bool compress)
    {
        await using var server = FakeServer.StartReady(peer =>
        {
            peer.Piece = () => 1;
            return peer.EchoAsync();
        });
        await using var connection = await server.ConnectAsync(As(version, compress));

        for (var number = 0; number < 20; number++)
            Assert.Equal(number, await connection.AskAsync(number));
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Answers_of_every_size_in_pieces_of_every_size_reach_those_who_asked(int version, bool compress)
    {
        int[] sizes = [4, 100, 131_040, 131_061, 131_062, 131_063, 131_080, 262_142, 700_000];
        var random = new Random(5);
        await using var server = FakeServer.StartReady(async peer =>
        {
            peer.Piece = () => random.Next(1, 100_000);
            while (await peer.ReadAsync() is { } request)
                await peer.SendAsync(FakeAnswer.To(request, sizes[request.Number % sizes.Length]));
        });
        await using var connection = await server.ConnectAsync(As(version, compress));

        await Task.WhenAll(Enumerable.Range(0, sizes.Length * 4).Select(async number =>
        {
            using var answer = await connection.SendAsync(new NumberedRequest(number), Connecting.Long, CancellationToken.None);
            Assert.Equal(sizes[number % sizes.Length], answer.Length);
            Assert.Equal(number, new WireReader(answer.Body).ReadInt32());
        }));
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Answers_and_events_that_share_a_segment_each_find_their_way(int version, bool compress)
    {
        const int Count = 50;
        await using var server = FakeServer.StartReady(async peer =>
        {
            var answers = new List<FakeAnswer>();
            while (answers.Count < Count * 2)
            {
                answers.Add(FakeAnswer.To((await peer.ReadAsync())!));
                answers.Add(FakeAnswer.Up("10.0.0.1"));
            }

            await peer.SendAsync([.. answers]);
        });
        var events = 0;
        await using var connection = await server.ConnectAsync(As(version, compress), (_, happened) =>
        {
            Assert.Equal(Opcode.Event, happened.Opcode);
            Interlocked.Increment(ref events);
            happened.Dispose();
        });

        var numbers = await Task.WhenAll(Enumerable.Range(0, Count).Select(number => connection.AskAsync(number)));
        Assert.Equal(Enumerable.Range(0, Count), numbers);
        await Connecting.UntilAsync(() => Volatile.Read(ref events) == Count);
    }

    [Fact]
    public async Task Events_that_nobody_listens_to_are_passed_over()
    {
        await using var server = FakeServer.StartReady(async peer =>
        {
            while (await peer.ReadAsync() is { } request)
                await peer.SendAsync(FakeAnswer.Up("10.0.0.1"), FakeAnswer.To(request), FakeAnswer.Up("10.0.0.2"));
        });
        await using var connection = await server.ConnectAsync();

        for (var number = 0; number < 10; number++)
            Assert.Equal(number, await connection.AskAsync(number));
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Requests_larger_than_a_segment_arrive_whole(int version, bool compress)
    {
        await using var server = FakeServer.StartReady(async peer =>
        {
            while (await peer.ReadAsync() is { } request)
                await peer.SendAsync(FakeAnswer.To(request) with { Body = new Body().Int(request.Body.Length).ToArray() });
        });
        await using var connection = await server.ConnectAsync(As(version, compress));

        foreach (var size in (int[])[4, 131_061, 131_062, 131_063, 400_000])
        {
            using var answer = await connection.SendAsync(new NumberedRequest(1, size), Connecting.Long, CancellationToken.None);
            Assert.Equal(size, new WireReader(answer.Body).ReadInt32());
        }
    }

    [Fact]
    public async Task An_answer_of_an_unknown_opcode_is_handed_to_the_one_who_asked_and_the_connection_goes_on()
    {
        await using var server = FakeServer.StartReady(async peer =>
        {
            await peer.SendAsync(FakeAnswer.To((await peer.ReadAsync())!) with { Opcode = (Opcode)0x7E });
            await peer.EchoAsync();
        });
        await using var connection = await server.ConnectAsync();

        using (var answer = await connection.SendAsync(new NumberedRequest(1), Connecting.Long, CancellationToken.None))
            Assert.Equal((Opcode)0x7E, answer.Opcode);
        Assert.Equal(2, await connection.AskAsync(2));
    }

    [Fact]
    public async Task What_shall_be_traced_says_so_in_its_header()
    {
        await using var server = FakeServer.StartReady(async peer =>
        {
            while (await peer.ReadAsync() is { } request)
                await peer.SendAsync(FakeAnswer.To(request) with { Body = [request.Flags] });
        });
        await using var connection = await server.ConnectAsync();

        using var traced = await connection.SendAsync(new TracedRequest(), Connecting.Long, CancellationToken.None);
        using var plain = await connection.SendAsync(new NumberedRequest(1), Connecting.Long, CancellationToken.None);
        Assert.Equal([2], traced.Body.ToArray());
        Assert.Equal([0], plain.Body.ToArray());
    }

    private static Cql.Connections.ConnectionSettings As(int version, bool compress)
        => Connecting.Settings with { Version = (ProtocolVersion)version, Compress = compress };

    private sealed class TracedRequest : IRequest
    {
        public Opcode Opcode => Opcode.Query;

        public bool Trace => true;

        public void WriteBody(WireBuffer body, ProtocolVersion version) => body.WriteInt32(0);
    }
}
