using Cql.Protocol;
using Cql.Protocol.Messages;
using Cql.Results;

namespace Cql.Tests.Statements;

public sealed class BoundStatementTests
{
    private readonly PreparedStatement _insert = new("INSERT INTO k.t (k, v) VALUES (?, ?)", keyspace: null, Told(CqlTypeCode.Int));

    [Fact]
    public void Values_that_were_set_before_the_parameters_changed_are_not_sent()
    {
        using var bound = _insert.Bind().Set(0, 1).Set(1, 2);
        using var body = new WireBuffer();
        bound.WriteBody(body, ProtocolVersion.V5, default);
        _insert.TakeIn(Told(CqlTypeCode.Text));

        var refused = Assert.Throws<CqlTypeException>(() => bound.WriteBody(body, ProtocolVersion.V5, default));
        Assert.Contains("from k Int, v Int to k Int, v Text", refused.Message, StringComparison.OrdinalIgnoreCase);
        using var batch = new BatchStatement().Add(_insert.Bind().Set(0, 1).Set(1, "two")).Add(bound);
        Assert.Throws<CqlTypeException>(() => batch.WriteBody(body, ProtocolVersion.V5, default));
    }

    [Fact]
    public void Values_stay_good_when_a_node_prepares_the_same_again()
    {
        using var bound = _insert.Bind().Set(0, 1).Set(1, 2);
        _insert.TakeIn(Told(CqlTypeCode.Int));
        using var body = new WireBuffer();
        bound.WriteBody(body, ProtocolVersion.V5, default);
        Assert.NotEqual(0, body.Length);
    }

    [Fact]
    public void What_is_bound_after_the_parameters_changed_is_of_the_new_ones()
    {
        _insert.Bind().Dispose();
        _insert.TakeIn(Told(CqlTypeCode.Text));
        Assert.Equal(CqlType.Of(CqlTypeCode.Text), _insert.Parameters[1].Type);
        using var bound = _insert.Bind().Set(0, 1).Set(1, "two");
        using var body = new WireBuffer();
        bound.WriteBody(body, ProtocolVersion.V5, default);
        Assert.True(bound.TryGetToken(out _));
    }

    [Fact]
    public void Values_of_a_user_defined_type_stay_good_when_it_gets_a_field_and_only_then()
    {
        var (x, y) = (new CqlUdtField("x", CqlType.Of(CqlTypeCode.Int)), new CqlUdtField("y", CqlType.Of(CqlTypeCode.Int)));
        _insert.TakeIn(Told(new CqlListType(new CqlUdtType("k", "u", [x]))));
        using var bound = _insert.Bind().Set(0, 1).SetBytes(1, new byte[4]);
        using var body = new WireBuffer();
        _insert.TakeIn(Told(new CqlListType(new CqlUdtType("k", "u", [x, y]))));
        bound.WriteBody(body, ProtocolVersion.V5, default);
        _insert.TakeIn(Told(new CqlListType(new CqlUdtType("k", "u", [y, x]))));
        Assert.Throws<CqlTypeException>(() => bound.WriteBody(body, ProtocolVersion.V5, default));
    }

    private static PreparedResult Told(CqlTypeCode value) => Told(CqlType.Of(value));

    private static PreparedResult Told(CqlType value)
        => new([1, 2, 3], [new("k", "t", "k", CqlType.Of(CqlTypeCode.Int)), new("k", "t", "v", value)], [0], ResultShape.Empty);
}
