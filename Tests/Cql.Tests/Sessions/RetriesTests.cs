using Cql.Protocol;
using Cql.Protocol.Messages;
using Cql.Results;
using Cql.Sessions;
using Cql.Tests.Wire;

namespace Cql.Tests.Sessions;

/// <summary>The table in the documentation of <see cref="CqlOptions"/>, row by row.</summary>
public sealed class RetriesTests
{
    private const string Write = "UPDATE orders SET total = 1 WHERE id = 1";
    private const string Conditional = Write + " IF total = 0";

    private const string Fail = "Fail";
    private const string Next = "NextNode";
    private const string Same = "SameNode";

    private static readonly System.Net.IPEndPoint Node = new(System.Net.IPAddress.Loopback, 9042);

    /// <summary>An error; what is decided the first times it comes to an idempotent statement, to another, and to one with a condition.</summary>
    public static TheoryData<string, string[], string[], string[]> Table => new()
    {
        { "not sent", [Next, Next, Next, Next], [Next, Next, Next, Next], [Next, Next, Next, Next] },
        { "too old", [Next, Next, Next, Next], [Next, Next, Next, Next], [Next, Next, Next, Next] },
        { "busy", [Fail], [Fail], [Fail] },
        { "too large", [Fail], [Fail], [Fail] },
        { "overloaded", [Next, Next, Next, Next], [Next, Next, Next, Next], [Next, Next, Next, Next] },
        { "overloaded at work", [Next, Next, Fail], [Fail], [Fail] },
        { "bootstrapping", [Next, Next, Next, Next], [Next, Next, Next, Next], [Next, Next, Next, Next] },
        { "unavailable", [Next, Fail], [Fail], [Fail] },
        { "unavailable serial", [Next, Fail], [Next, Fail], [Next, Fail] },
        { "read timeout without data", [Same, Next, Next, Fail], [Same, Fail], [Fail] },
        { "read timeout with data", [Next, Next, Fail], [Fail], [Fail] },
        { "read timeout of few", [Next, Next, Fail], [Fail], [Fail] },
        { "read failure", [Next, Next, Fail], [Fail], [Fail] },
        { "read failure v4", [Next, Next, Fail], [Fail], [Fail] },
        { "read failure of tombstones", [Fail], [Fail], [Fail] },
        { "write failure", [Next, Next, Fail], [Fail], [Fail] },
        { "write failure of schema", [Fail], [Fail], [Fail] },
        { "write failure of counter", [Fail], [Fail], [Fail] },
        { "write timeout", [Next, Next, Fail], [Fail], [Fail] },
        { "write timeout of batch log", [Same, Next, Next, Fail], [Fail], [Fail] },
        { "write timeout of batch", [Next, Next, Fail], [Fail], [Fail] },
        { "write timeout of counter", [Fail], [Fail], [Fail] },
        { "no answer", [Next, Next, Fail], [Fail], [Fail] },
        { "connection lost", [Next, Next, Fail], [Fail], [Fail] },
        { "cannot be read", [Next, Next, Fail], [Fail], [Fail] },
        { "server error", [Next, Next, Fail], [Fail], [Fail] },
        { "truncate", [Next, Next, Fail], [Fail], [Fail] },
        { "cdc", [Next, Next, Fail], [Fail], [Fail] },
        { "unknown code", [Next, Next, Fail], [Fail], [Fail] },
        { "cas unknown", [Next, Next, Fail], [Fail], [Fail] },
        { "syntax", [Fail], [Fail], [Fail] },
        { "unauthorized", [Fail], [Fail], [Fail] },
        { "invalid", [Fail], [Fail], [Fail] },
        { "configuration", [Fail], [Fail], [Fail] },
        { "exists", [Fail], [Fail], [Fail] },
        { "function", [Fail], [Fail], [Fail] },
        { "protocol error", [Fail], [Fail], [Fail] },
        { "authentication", [Fail], [Fail], [Fail] },
        { "unprepared", [Fail], [Fail], [Fail] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void An_error_is_decided_by_its_row(string error, string[] idempotent, string[] other, string[] conditional)
    {
        var exception = Error(error);
        Assert.Equal(idempotent, Decide(exception, new SimpleStatement(Write) { IsIdempotent = true }, idempotent.Length));
        Assert.Equal(other, Decide(exception, new SimpleStatement(Write), other.Length));
        Assert.Equal(conditional, Decide(exception, new SimpleStatement(Conditional) { IsIdempotent = true }, conditional.Length));
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void What_adds_to_counters_is_not_idempotent_whatever_it_is_marked_as(string error, string[] idempotent, string[] other, string[] conditional)
    {
        var exception = Error(error);
        Assert.True(idempotent.Length > 0 && conditional.Length > 0);
        Assert.All(
            (CqlStatement[])[Adding(), new BatchStatement(BatchKind.Counter), new BatchStatement().Add(Adding()), new SimpleStatement($"begin counter batch {Write}; apply batch")],
            statement =>
            {
                statement.IsIdempotent = true;
                Assert.Equal(other, Decide(exception, statement, other.Length));
            });

        static BoundStatement Adding() => Prepared("UPDATE orders SET seen = seen + ? WHERE id = 1");
    }

    [Fact]
    public void A_counter_that_is_only_read_is_idempotent()
        => Assert.Equal(Next, Assert.Single(Decide(Error("no answer"), Prepared("SELECT id FROM orders WHERE seen = ? ALLOW FILTERING"), times: 1)));

    [Fact]
    public void Every_class_of_error_has_a_row()
    {
        var all = typeof(CqlException).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(CqlException)) && !type.IsAbstract);
        var known = Table.Select(row => Error(row.Data.Item1).GetType());
        Assert.Equal([typeof(CqlOutcomeUnknownException)], all.Except([.. known, typeof(CqlNoNodeException)]));
    }

    private static BoundStatement Prepared(string cql)
    {
        var parameter = new CqlColumn("shop", "orders", "seen", CqlType.Of(CqlTypeCode.Counter));
        return new PreparedStatement(cql, keyspace: null, new PreparedResult([1], [parameter], [], ResultShape.Empty)) { IsIdempotent = true }.Bind();
    }

    private static string[] Decide(CqlException exception, CqlStatement statement, int times)
    {
        var retries = default(Retries);
        return [.. Enumerable.Range(0, times).Select(_ => retries.Decide(exception, statement).ToString())];
    }

    private static CqlException Error(string name) => name switch
    {
        "not sent" => new CqlConnectionException("gone", Node, RequestOutcome.NotSent),
        "connection lost" => new CqlConnectionException("gone", Node, RequestOutcome.Unknown),
        "too old" => new CqlVersionException("too old", Node, Server(0x000A)),
        "busy" => new CqlBusyException("busy"),
        "too large" => new CqlMessageTooLargeException("it", 2, 1),
        "no answer" => new CqlTimeoutException(TimeSpan.FromSeconds(1), Node),
        "cannot be read" => new CqlProtocolException("odd"),
        "overloaded" => Server(0x1001),
        "overloaded at work" => Server(0x1001, message: "Too many in flight hints: 1"),
        "bootstrapping" => Server(0x1002),
        "unavailable" => Server(0x1000, body => body.Short(6).Int(2).Int(1)),
        "unavailable serial" => Server(0x1000, body => body.Short(9).Int(2).Int(1)),
        "read timeout without data" => Server(0x1200, body => body.Short(6).Int(2).Int(2).Byte(0)),
        "read timeout with data" => Server(0x1200, body => body.Short(6).Int(2).Int(2).Byte(1)),
        "read timeout of few" => Server(0x1200, body => body.Short(6).Int(1).Int(2).Byte(0)),
        "read failure" => Server(0x1300, body => body.Short(6).Int(1).Int(2).Int(1).Address("10.0.0.1").Short(5).Byte(0)),
        "read failure v4" => Server(0x1300, body => body.Short(6).Int(1).Int(2).Int(1).Byte(0), version: 4),
        "read failure of tombstones" => Server(0x1300, body => body.Short(6).Int(1).Int(2).Int(2).Address("10.0.0.1").Short(2).Address("10.0.0.2").Short(1).Byte(0)),
        "write failure" => Server(0x1500, body => body.Short(6).Int(1).Int(2).Int(1).Address("10.0.0.1").Short(0).String("SIMPLE")),
        "write failure of schema" => Server(0x1500, body => body.Short(6).Int(1).Int(2).Int(1).Address("10.0.0.1").Short(3).String("SIMPLE")),
        "write failure of counter" => Server(0x1500, body => body.Short(6).Int(1).Int(2).Int(1).Address("10.0.0.1").Short(0).String("COUNTER")),
        "write timeout" => Server(0x1100, body => body.Short(6).Int(1).Int(2).String("SIMPLE")),
        "write timeout of batch log" => Server(0x1100, body => body.Short(6).Int(1).Int(2).String("BATCH_LOG")),
        "write timeout of batch" => Server(0x1100, body => body.Short(6).Int(1).Int(2).String("BATCH")),
        "write timeout of counter" => Server(0x1100, body => body.Short(6).Int(1).Int(2).String("COUNTER")),
        "server error" => Server(0x0000),
        "truncate" => Server(0x1003),
        "cdc" => Server(0x1600),
        "unknown code" => Server(0x7777),
        "cas unknown" => Server(0x1700, body => body.Short(9).Int(1).Int(2)),
        "syntax" => Server(0x2000),
        "unauthorized" => Server(0x2100),
        "invalid" => Server(0x2200),
        "configuration" => Server(0x2300),
        "exists" => Server(0x2400, body => body.String("shop").String("orders")),
        "function" => Server(0x1400, body => body.String("shop").String("tax").Strings("int")),
        "protocol error" => Server(0x000A),
        "authentication" => Server(0x0100),
        "unprepared" => Server(0x2500, body => body.ShortBytes(1)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static CqlServerException Server(int code, Func<Body, Body>? fields = null, string message = "no", int version = 5)
    {
        var body = new Body().Int(code).String(message);
        using var answer = Wire.Answers.Of(Opcode.Error, (fields?.Invoke(body) ?? body).ToArray(), version);
        return ErrorReader.Read(answer, Node);
    }
}
