using System.Net;
using Cql.Protocol;
using Cql.Protocol.Messages;
using Marketplace.Benchmarks.Cql.Clients;

namespace Marketplace.Benchmarks.Cql.Stub;

/// <summary>What the stub says to each request: made once for a connection, and copied.</summary>
internal sealed class CannedAnswers
{
    private const int HasGlobalTable = 1;
    private const int HasNoMetadata = 4;
    private const int InvalidRequest = 0x2200;

    private static readonly byte[] Nothing = [];

    private readonly byte[] _supported = Write(body =>
    {
        body.WriteUInt16(1);
        body.WriteString("CQL_VERSION");
        body.WriteUInt16(1);
        body.WriteString("3.4.7");
    });

    private readonly byte[] _void = Write(body => body.WriteInt32((int)ResultKind.Void));
    private readonly byte[][] _executed;
    private readonly ProtocolVersion _version;
    private readonly SystemTable _system;

    public CannedAnswers(ProtocolVersion version, IPEndPoint self)
    {
        (_version, _system) = (version, new SystemTable(self));
        _executed = [.. Enum.GetValues<Operation>().Select(Executed)];
    }

    /// <exception cref="InvalidOperationException">The stub has no answer to it.</exception>
    public (Opcode Opcode, byte[] Body) To(Opcode opcode, ReadOnlySpan<byte> request) => opcode switch
    {
        Opcode.Execute => (Opcode.Result, _executed[new WireReader(request).ReadShortBytes()[0]]),
        Opcode.Options => (Opcode.Supported, _supported),
        Opcode.Startup or Opcode.Register => (Opcode.Ready, Nothing),
        Opcode.Prepare => (Opcode.Result, ToPrepare(new WireReader(request).ReadLongString())),
        Opcode.Query => ToQuery(new WireReader(request).ReadLongString()),
        _ => throw new InvalidOperationException($"The stub has no answer to {opcode}."),
    };

    private static byte[] Write(Action<WireBuffer> write)
    {
        using var body = new WireBuffer();
        write(body);
        return body.WrittenSpan.ToArray();
    }

    private (Opcode Opcode, byte[] Body) ToQuery(string cql)
    {
        if (!cql.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase))
            return (Opcode.Result, _void);
        return _system.Find(cql) is { } table
            ? (Opcode.Result, Write(body => WriteTable(body, table)))
            : (Opcode.Error, Write(body =>
            {
                body.WriteInt32(InvalidRequest);
                body.WriteString($"The stub has no answer to {cql}.");
            }));
    }

    private static void WriteTable(WireBuffer body, (string Keyspace, string Table, (string Name, byte[] Type, byte[]? Value)[] Columns, bool HasRow) table)
    {
        body.WriteInt32((int)ResultKind.Rows);
        body.WriteInt32(HasGlobalTable);
        body.WriteInt32(table.Columns.Length);
        WriteColumns(body, table.Keyspace, table.Table, [.. table.Columns.Select(column => (column.Name, column.Type))]);
        body.WriteInt32(table.HasRow ? 1 : 0);
        foreach (var (_, _, value) in table.HasRow ? table.Columns : [])
        {
            if (value is null)
                body.WriteInt32(-1);
            else
                body.WriteBytes(value);
        }
    }

    private static void WriteColumns(WireBuffer body, string keyspace, string table, (string Name, byte[] Type)[] columns)
    {
        body.WriteString(keyspace);
        body.WriteString(table);
        foreach (var (name, type) in columns)
        {
            body.WriteString(name);
            body.WriteRaw(type);
        }
    }

    private byte[] ToPrepare(string cql) => Write(body =>
    {
        var operation = Statements.OperationOf(cql);
        var id = (byte)operation;
        var (parameters, columns) = Statements.ShapeOf(operation);
        body.WriteInt32((int)ResultKind.Prepared);
        body.WriteShortBytes([id]);
        if (_version >= ProtocolVersion.V5)
            body.WriteShortBytes([id, id]);
        body.WriteInt32(HasGlobalTable);
        body.WriteInt32(parameters.Length);
        body.WriteInt32(1);
        body.WriteUInt16(0);
        WriteColumns(body, Statements.Keyspace, Statements.TableOf(operation), parameters);
        body.WriteInt32(columns.Length > 0 ? HasGlobalTable : HasNoMetadata);
        body.WriteInt32(columns.Length);
        if (columns.Length > 0)
            WriteColumns(body, Statements.Keyspace, Statements.TableOf(operation), columns);
    });

    private byte[] Executed(Operation operation) => Write(body =>
    {
        var value = new byte[Statements.SmallValue];
        body.WriteInt32(operation is Operation.Insert or Operation.InsertLarge ? (int)ResultKind.Void : (int)ResultKind.Rows);
        switch (operation)
        {
            case Operation.Select:
                WriteKnownColumns(body, operation);
                body.WriteInt32(1);
                body.WriteBytes(value);
                break;
            case Operation.SelectMany:
                WriteKnownColumns(body, operation);
                body.WriteInt32(Statements.ManyRows);
                for (var row = 0; row < Statements.ManyRows; row++)
                {
                    body.WriteInt32(sizeof(int));
                    body.WriteInt32(row);
                    body.WriteBytes(value);
                }

                break;
            case Operation.InsertIfNotExists:
                body.WriteInt32(HasGlobalTable);
                body.WriteInt32(1);
                WriteColumns(body, Statements.Keyspace, Statements.TableOf(operation), [("[applied]", Statements.BooleanType)]);
                body.WriteInt32(1);
                body.WriteBytes([1]);
                break;
        }
    });

    // Clients leave columns that they know out of the answer in v5; in v4, where a changed table would go unnoticed, they do not.
    private void WriteKnownColumns(WireBuffer body, Operation operation)
    {
        var (_, columns) = Statements.ShapeOf(operation);
        var leavesOut = _version >= ProtocolVersion.V5;
        body.WriteInt32(leavesOut ? HasNoMetadata : HasGlobalTable);
        body.WriteInt32(columns.Length);
        if (!leavesOut)
            WriteColumns(body, Statements.Keyspace, Statements.TableOf(operation), columns);
    }
}
