using System.Buffers.Binary;
using System.Net;
using Cql.Protocol;

namespace Cql.Tests.Wire;

/// <summary>An envelope that the server sends; of the connection's version, when it does not say another.</summary>
internal sealed record FakeAnswer(short Stream, Opcode Opcode, byte[] Body, byte Flags = 0, byte? Version = null)
{
    private const int HeaderSize = 9;

    public static FakeAnswer Ready(short stream) => new(stream, Opcode.Ready, []);

    public static FakeAnswer Supported(short stream)
        => new(stream, Opcode.Supported, new Body().Short(2).String("COMPRESSION").Strings("snappy", "lz4").String("CQL_VERSION").Strings("3.4.7").ToArray());

    public static FakeAnswer Authenticate(short stream)
        => new(stream, Opcode.Authenticate, new Body().String("org.apache.cassandra.auth.PasswordAuthenticator").ToArray());

    public static FakeAnswer Error(short stream, int code, string message, Func<Body, Body>? fields = null)
    {
        var body = new Body().Int(code).String(message);
        return new(stream, Opcode.Error, (fields?.Invoke(body) ?? body).ToArray());
    }

    /// <summary>That a node is up.</summary>
    public static FakeAnswer Up(string address) => Status("UP", new IPEndPoint(IPAddress.Parse(address), 9042));

    /// <summary>That a node is <c>UP</c> or <c>DOWN</c>.</summary>
    public static FakeAnswer Status(string change, IPEndPoint node) => Event("STATUS_CHANGE", change, node);

    /// <summary>That a node is a <c>NEW_NODE</c>, a <c>REMOVED_NODE</c> or a <c>MOVED_NODE</c>.</summary>
    public static FakeAnswer Topology(string change, IPEndPoint node) => Event("TOPOLOGY_CHANGE", change, node);

    /// <summary>The answer to a <see cref="NumberedRequest"/>: its number, and more bytes when so many are wanted.</summary>
    public static FakeAnswer To(FakeRequest request, int size = sizeof(int))
    {
        var body = new byte[size];
        request.Body.AsSpan(0, sizeof(int)).CopyTo(body);
        return new(request.Stream, Opcode.Result, body);
    }

    public static FakeAnswer Void(short stream) => new(stream, Opcode.Result, new Body().Int(1).ToArray());

    /// <summary>Rows of one table, all of the first one's columns.</summary>
    public static FakeAnswer Rows(short stream, params FakeColumn[][] rows)
    {
        var columns = rows.Length == 0 ? [] : rows[0];
        var body = Specify(new Body().Int(2).Int(1).Int(columns.Length), columns).Int(rows.Length);
        return new(stream, Opcode.Result, rows.SelectMany(row => row).Aggregate(body, (all, column) => all.Bytes(column.Value)).ToArray());
    }

    /// <summary>A page of rows of one column; not the last when it says where the next one begins.</summary>
    public static FakeAnswer Page(short stream, string column, int[] values, byte[]? next)
    {
        var head = new Body().Int(2).Int(next is null ? 1 : 3).Int(1);
        var body = Specify(next is null ? head : head.Bytes(next), [FakeColumn.Int(column, 0)]).Int(values.Length);
        return new(stream, Opcode.Result, values.Aggregate(body, (all, value) => all.Int(sizeof(int)).Int(value)).ToArray());
    }

    /// <summary>A prepared statement of v5.</summary>
    /// <param name="stream">Whose answer it is.</param>
    /// <param name="id">The statement's id.</param>
    /// <param name="resultId">That of its columns.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="columns">The columns of its rows.</param>
    /// <param name="partitionKey">Which parameters are the partition key.</param>
    public static FakeAnswer Prepared(short stream, byte[] id, byte[] resultId, FakeColumn[] parameters, FakeColumn[] columns, params int[] partitionKey)
    {
        var head = new Body().Int(4).ShortBytes(id).ShortBytes(resultId).Int(1).Int(parameters.Length).Int(partitionKey.Length);
        var body = Specify(partitionKey.Aggregate(head, (all, index) => all.Short(index)), parameters);
        return new(stream, Opcode.Result, columns.Length == 0 ? body.Int(4).Int(0).ToArray() : Specify(body.Int(1).Int(columns.Length), columns).ToArray());
    }

    public static FakeAnswer Unprepared(short stream, byte[] id) => Error(stream, 0x2500, "unknown", body => body.ShortBytes(id));

    /// <summary>Names a table and its columns.</summary>
    public static Body Specify(Body body, FakeColumn[] columns)
        => columns.Aggregate(body.String("shop").String("orders"), (all, column) => all.String(column.Name).Raw(column.Type));

    public byte[] ToEnvelope(byte version)
    {
        var bytes = new byte[HeaderSize + Body.Length];
        bytes[0] = (byte)((Version ?? version) | 0x80);
        bytes[1] = Flags;
        BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(2), Stream);
        bytes[4] = (byte)Opcode;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), Body.Length);
        Body.CopyTo(bytes, HeaderSize);
        return bytes;
    }

    private static FakeAnswer Event(string kind, string change, IPEndPoint node)
        => new(-1, Opcode.Event, new Body().String(kind).String(change).Inet($"{node.Address}", node.Port).ToArray());
}
