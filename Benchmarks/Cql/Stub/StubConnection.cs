using System.Net;
using System.Net.Sockets;
using Cql.Protocol;
using Cql.Protocol.Framing;

namespace Marketplace.Benchmarks.Cql.Stub;

/// <summary>One connection: it takes what has come, answers all of it, and sends the answers at once.</summary>
internal sealed class StubConnection(Socket socket, IPEndPoint self) : IDisposable
{
    private const int Room = 1 << 20;
    private const int SegmentStart = SegmentLayout.PlainHeader + SegmentLayout.HeaderChecksum;

    private readonly byte[] _received = new byte[Room];
    private readonly WireBuffer _envelopes = new();
    private readonly WireBuffer _output = new();
    private readonly SegmentEncoder _segments = new(compress: false);
    private CannedAnswers? _answers;
    private bool _speaksSegments;

    public void Run()
    {
        var length = 0;
        while (socket.Receive(_received.AsSpan(length)) is > 0 and var count)
        {
            length += count;
            var taken = _speaksSegments ? TakeSegments(_received.AsSpan(0, length)) : TakeEnvelopes(_received.AsSpan(0, length));
            _received.AsSpan(taken, length - taken).CopyTo(_received);
            length -= taken;
            Send();
        }
    }

    public void Dispose()
    {
        _envelopes.Dispose();
        _output.Dispose();
        _segments.Dispose();
    }

    // Checksums are not looked at: that is the client's trade, and the server's share is not what is measured.
    private int TakeSegments(ReadOnlySpan<byte> received)
    {
        var taken = 0;
        while (received.Length - taken >= SegmentStart)
        {
            var payload = received[taken] | (received[taken + 1] << 8) | ((received[taken + 2] & 1) << 16);
            var total = SegmentStart + payload + SegmentLayout.Trailer;
            if (received.Length - taken < total)
                break;
            TakeEnvelopes(received.Slice(taken + SegmentStart, payload));
            taken += total;
        }

        return taken;
    }

    private int TakeEnvelopes(ReadOnlySpan<byte> received)
    {
        var taken = 0;
        while (received.Length - taken >= EnvelopeHeader.Size)
        {
            var total = EnvelopeHeader.EnvelopeLength(received[taken..]);
            if (received.Length - taken < total)
                break;
            Answer(received.Slice(taken, total));
            taken += total;
        }

        return taken;
    }

    private void Answer(ReadOnlySpan<byte> request)
    {
        var header = EnvelopeHeader.Read(request);
        var version = (ProtocolVersion)header.Version;
        _answers ??= new CannedAnswers(version, self);
        var (opcode, body) = _answers.To(header.Opcode, request[EnvelopeHeader.Size..]);
        var start = _envelopes.Append(EnvelopeHeader.Size);
        EnvelopeHeader.WriteRequest(start, version, EnvelopeFlags.None, header.Stream, opcode, body.Length);
        start[0] |= EnvelopeHeader.ResponseBit;
        _envelopes.WriteRaw(body);
        if (header.Opcode != Opcode.Startup || version < ProtocolVersion.V5)
            return;
        Send();
        _speaksSegments = true;
    }

    private void Send()
    {
        if (_envelopes.Length == 0)
            return;
        var bytes = _envelopes.WrittenSpan;
        if (_speaksSegments)
        {
            _segments.Encode(bytes, _output);
            bytes = _output.WrittenSpan;
        }

        while (!bytes.IsEmpty)
            bytes = bytes[socket.Send(bytes)..];
        _envelopes.Clear();
        _output.Clear();
    }
}
