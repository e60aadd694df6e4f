using Cql.Protocol;
using Cql.Protocol.Framing;
using Cql.Protocol.Messages;
using Cql.Results;
using Cql.Statements.Values;

namespace Cql.Tests.Results;

/// <summary>Rows as the server sends them, of columns that a test names.</summary>
internal sealed class Rows(params CqlColumn[] columns)
{
    private readonly List<byte[]> _rows = [];

    public ResultShape Shape { get; } = new(ReadOnlyMemory<byte>.Empty, columns);

    public static CqlColumn Column(string name, CqlTypeCode type) => Column(name, CqlType.Of(type));

    public static CqlColumn Column(string name, CqlType type) => new("shop", "orders", name, type);

    /// <summary>A row whose values are set by a test; what it does not set is null.</summary>
    public Rows Add(Action<BoundValues> set)
    {
        using var values = new BoundValues();
        using var bytes = new WireBuffer();
        values.Reset(columns);
        for (var i = 0; i < columns.Length; i++)
            values.SetNull(i);
        set(values);
        values.WriteTo(bytes);
        _rows.Add(bytes.WrittenSpan.ToArray());
        return this;
    }

    public CqlRowSet Build(byte[]? pagingState = null) => Build(_rows.SelectMany(row => row).ToArray(), _rows.Count, pagingState);

    /// <summary>Rows of any bytes, behind a header of seven.</summary>
    public CqlRowSet Build(ReadOnlySpan<byte> body, int count, byte[]? pagingState = null)
    {
        const int Start = 7;
        var response = Response.Rent(new EnvelopeHeader(0x85, EnvelopeFlags.None, 1, Opcode.Result, Start + body.Length));
        response.Writable[..Start].Fill(0xEE);
        body.CopyTo(response.Writable[Start..]);
        return new CqlRowSet(response, new RowsHeader(columns.Length, null, false, pagingState, count, Start), Shape);
    }
}
