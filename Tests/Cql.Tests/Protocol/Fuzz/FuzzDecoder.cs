using System.Net;
using System.Numerics;
using Cql.Protocol;
using Cql.Protocol.Framing;
using Cql.Protocol.Messages;
using Cql.Protocol.Messages.Events;
using Cql.Results;

namespace Cql.Tests.Protocol.Fuzz;

/// <summary>Takes frames apart as a connection does, and reads all that is in them as a session does.</summary>
internal sealed class FuzzDecoder
{
    public const int MaxBody = 256 << 10;

    private static readonly IPEndPoint Node = new(IPAddress.Loopback, 9042);

    /// <summary>How many messages of each kind were read to their end.</summary>
    public Dictionary<string, int> Read { get; } = [];

    /// <exception cref="CqlProtocolException">As it should be, where something is wrong.</exception>
    public void Decode(FuzzFrame frame, int seed)
    {
        using IFrameDecoder decoder = frame.Segments ? new SegmentDecoder(frame.Lz4) : new PlainFraming();
        using var envelopes = new EnvelopeAssembler(frame.Version, MaxBody, ReadMessage);
        var random = new Random(~seed);
        var (start, end) = (0, 0);
        while (end < frame.Bytes.Length)
        {
            end = Math.Min(frame.Bytes.Length, end + (random.Next(3) == 0 ? random.Next(1, 60) : frame.Bytes.Length));
            start += decoder.Decode(frame.Bytes.AsSpan(start, end - start), envelopes);
            Assert.InRange(start, 0, end);
        }
    }

    private void ReadMessage(Response response)
    {
        using (response)
        {
            var kind = ReadMessage(response, new WireReader(response.Body));
            Read[kind] = Read.GetValueOrDefault(kind) + 1;
        }
    }

    private static string ReadMessage(Response response, WireReader reader)
    {
        switch (response.Opcode)
        {
            case Opcode.Error:
                return ErrorReader.Read(response, Node).GetType().Name;
            case Opcode.Supported:
                SupportedReader.Read(response.Body);
                break;
            case Opcode.Authenticate:
                reader.ReadString();
                break;
            case Opcode.AuthChallenge or Opcode.AuthSuccess:
                reader.TryReadBytes(out _);
                break;
            case Opcode.Event:
                return EventReader.Read(response).GetType().Name;
            case Opcode.Result:
                return ReadResult(response);
        }

        return response.Opcode.ToString();
    }

    private static string ReadResult(Response response)
    {
        var kind = ResultReader.ReadKind(response, out _, out var reader);
        switch (kind)
        {
            case ResultKind.Rows:
                ReadRows(response, ResultReader.ReadRows(ref reader));
                break;
            case ResultKind.SetKeyspace:
                reader.ReadString();
                break;
            case ResultKind.Prepared:
                ResultReader.ReadPrepared(ref reader, (ProtocolVersion)(response.Header.Version & 0xF));
                break;
            case ResultKind.SchemaChange:
                SchemaEvent.Read(ref reader);
                break;
        }

        return kind.ToString();
    }

    private static void ReadRows(Response response, RowsHeader header)
    {
        // Without columns these are of a statement whose columns were known.
        var shape = header.Shape ?? new ResultShape(default, [.. Enumerable.Repeat(new CqlColumn("", "", "", CqlType.Of(CqlTypeCode.Blob)), Math.Min(header.ColumnCount, 2))]);
        var rows = new CqlRowSet(response, header, shape).GetReader();
        while (rows.Read())
        {
            for (var column = 0; column < shape.Columns.Count; column++)
                ReadValue(ref rows, column, shape.Columns[column].Type);
        }
    }

    private static void ReadValue(ref CqlRowReader rows, int column, CqlType type)
    {
        try
        {
            _ = type.Code switch
            {
                CqlTypeCode.Int => rows.GetOrDefault<int>(column),
                CqlTypeCode.BigInt => rows.GetOrDefault<long>(column),
                CqlTypeCode.Text => rows.GetOrDefault<string>(column)?.Length ?? 0,
                CqlTypeCode.Decimal => rows.GetOrDefault<decimal>(column) > 0 ? 1 : 0,
                CqlTypeCode.Uuid => rows.GetOrDefault<Guid>(column) == Guid.Empty ? 1 : 0,
                CqlTypeCode.Inet => rows.GetOrDefault<IPAddress>(column)?.GetAddressBytes().Length ?? 0,
                CqlTypeCode.List => rows.GetOrDefault<List<int>>(column)?.Count ?? 0,
                CqlTypeCode.Map => rows.GetOrDefault<Dictionary<string, HashSet<BigInteger>>>(column)?.Count ?? 0,
                CqlTypeCode.Tuple => rows.GetOrDefault<(int?, CqlDuration?)>(column).Item1 ?? 0,
                CqlTypeCode.Udt => rows.GetOrDefault<CqlUdtValue>(column) is null ? 0 : 1,
                CqlTypeCode.Vector => rows.GetOrDefault<float[]>(column)?.Length ?? 0,
                _ => rows.GetBytes(column).Length,
            };
        }
        catch (CqlTypeException)
        {
            // Another type than was asked for, or a value that .NET's type has no room for.
        }
    }
}
