using System.Net;
using Cql.Protocol;
using Cql.Protocol.Framing;
using Cql.Protocol.Messages;
using Cql.Tests.Wire;

namespace Cql.Tests.Protocol.Messages;

public sealed class ErrorReaderTests
{
    private const string Said = "what the server said";

    private static readonly IPEndPoint Node = new(IPAddress.Loopback, 9042);

    public static TheoryData<int, Type, RequestOutcome> WithoutFields => new()
    {
        { 0x0000, typeof(CqlServerErrorException), RequestOutcome.Unknown },
        { 0x000A, typeof(CqlServerProtocolErrorException), RequestOutcome.Refused },
        { 0x0100, typeof(CqlAuthenticationException), RequestOutcome.Refused },
        { 0x1001, typeof(CqlOverloadedException), RequestOutcome.Refused },
        { 0x1002, typeof(CqlBootstrappingException), RequestOutcome.Refused },
        { 0x1003, typeof(CqlTruncateException), RequestOutcome.Unknown },
        { 0x1600, typeof(CqlCdcWriteFailureException), RequestOutcome.Unknown },
        { 0x2000, typeof(CqlSyntaxException), RequestOutcome.Refused },
        { 0x2100, typeof(CqlUnauthorizedException), RequestOutcome.Refused },
        { 0x2200, typeof(CqlInvalidRequestException), RequestOutcome.Refused },
        { 0x2300, typeof(CqlConfigurationException), RequestOutcome.Refused },
        { 0x7777, typeof(CqlUnknownServerException), RequestOutcome.Unknown },
        { -1, typeof(CqlUnknownServerException), RequestOutcome.Unknown },
    };

    [Theory]
    [MemberData(nameof(WithoutFields))]
    public void Every_code_has_its_class_and_says_what_it_leaves_open(int code, Type type, RequestOutcome outcome)
    {
        var error = Read(code);

        Assert.IsType(type, error);
        Assert.Equal(outcome, error.Outcome);
        Assert.Equal(code, error.Code);
        Assert.Equal(Node, error.Node);
        Assert.Equal(Said, error.ServerMessage);
        Assert.Equal($"{Said} (127.0.0.1:9042)", error.Message);
    }

    [Theory]
    [InlineData(Consistency.LocalSerial, RequestOutcome.Refused)]
    [InlineData(Consistency.Serial, RequestOutcome.Refused)]
    [InlineData(Consistency.LocalQuorum, RequestOutcome.Unknown)]
    public void UNAVAILABLE_tells_how_many_replicas_there_are(Consistency consistency, RequestOutcome outcome)
    {
        var error = Assert.IsType<CqlUnavailableException>(Read(0x1000, body => body.Short((int)consistency).Int(2).Int(1)));

        Assert.Equal((consistency, 2, 1), (error.Consistency, error.Required, error.Alive));
        Assert.Equal(outcome, error.Outcome);
    }

    [Fact]
    public void OVERLOADED_by_hints_may_have_done_a_part()
    {
        using var answer = Answers.Of(Opcode.Error, new Body().Int(0x1001).String("Too many in flight hints: 1025 destination: /127.0.0.2").ToArray());

        Assert.Equal(RequestOutcome.Unknown, ErrorReader.Read(answer, Node).Outcome);
    }

    [Theory]
    [InlineData("SIMPLE", CqlWriteType.Simple)]
    [InlineData("BATCH", CqlWriteType.Batch)]
    [InlineData("UNLOGGED_BATCH", CqlWriteType.UnloggedBatch)]
    [InlineData("COUNTER", CqlWriteType.Counter)]
    [InlineData("BATCH_LOG", CqlWriteType.BatchLog)]
    [InlineData("CAS", CqlWriteType.Cas)]
    [InlineData("VIEW", CqlWriteType.View)]
    [InlineData("CDC", CqlWriteType.Cdc)]
    [InlineData("A_NEW_ONE", CqlWriteType.Other)]
    public void WRITE_TIMEOUT_tells_the_kind_of_write(string name, CqlWriteType type)
    {
        var error = Assert.IsType<CqlWriteTimeoutException>(Read(0x1100, body => body.Short(4).Int(1).Int(2).String(name)));

        Assert.Equal((Consistency.Quorum, 1, 2, type, null), (error.Consistency, error.Received, error.Required, error.WriteType, error.Contentions));
        Assert.Equal(RequestOutcome.Unknown, error.Outcome);
    }

    [Fact]
    public void WRITE_TIMEOUT_of_a_condition_tells_how_often_it_was_contended()
    {
        var error = Assert.IsType<CqlWriteTimeoutException>(Read(0x1100, body => body.Short(8).Int(1).Int(2).String("CAS").Short(3)));

        Assert.Equal((Consistency.Serial, CqlWriteType.Cas, 3), (error.Consistency, error.WriteType, error.Contentions));
    }

    [Fact]
    public void READ_TIMEOUT_tells_whether_the_data_came()
    {
        var error = Assert.IsType<CqlReadTimeoutException>(Read(0x1200, body => body.Short(6).Int(2).Int(2).Byte(0)));

        Assert.Equal((Consistency.LocalQuorum, 2, 2, false), (error.Consistency, error.Received, error.Required, error.DataPresent));
        Assert.Equal(RequestOutcome.Refused, error.Outcome);
    }

    [Fact]
    public void READ_FAILURE_tells_which_replicas_failed_and_why_on_v5()
    {
        var error = Assert.IsType<CqlReadFailureException>(Read(
            0x1300, body => body.Short(5).Int(1).Int(3).Int(2).Address("10.0.0.1").Short(1).Address("fe80::2").Short(999).Byte(1)));

        Assert.Equal((Consistency.All, 1, 3, 2, true), (error.Consistency, error.Received, error.Required, error.FailureCount, error.DataPresent));
        Assert.Equal(
            [new(IPAddress.Parse("10.0.0.1"), CqlFailureReason.ReadTooManyTombstones), new CqlReplicaFailure(IPAddress.Parse("fe80::2"), (CqlFailureReason)999)],
            error.Failures);
        Assert.Equal(RequestOutcome.Refused, error.Outcome);
    }

    [Fact]
    public void READ_FAILURE_tells_how_many_replicas_failed_on_v4()
    {
        var error = Assert.IsType<CqlReadFailureException>(Read(0x1300, body => body.Short(5).Int(1).Int(3).Int(2).Byte(0), version: 4));

        Assert.Equal((2, false), (error.FailureCount, error.DataPresent));
        Assert.Empty(error.Failures);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void WRITE_FAILURE_tells_the_kind_of_write_behind_the_failures(int version)
    {
        var error = Assert.IsType<CqlWriteFailureException>(Read(
            0x1500, body => (version == 4 ? body.Short(1).Int(0).Int(1).Int(1) : body.Short(1).Int(0).Int(1).Int(1).Address("10.0.0.1").Short(3)).String("BATCH_LOG"), version));

        Assert.Equal((Consistency.One, 0, 1, 1, CqlWriteType.BatchLog), (error.Consistency, error.Received, error.Required, error.FailureCount, error.WriteType));
        Assert.Equal(version == 4 ? [] : [new CqlReplicaFailure(IPAddress.Parse("10.0.0.1"), CqlFailureReason.IncompatibleSchema)], error.Failures);
        Assert.Equal(RequestOutcome.Unknown, error.Outcome);
    }

    [Fact]
    public void FUNCTION_FAILURE_names_the_function()
    {
        var error = Assert.IsType<CqlFunctionFailureException>(Read(0x1400, body => body.String("shop").String("tax").Strings("int", "text")));

        Assert.Equal(("shop", "tax"), (error.Keyspace, error.Function));
        Assert.Equal(["int", "text"], error.ArgumentTypes);
    }

    [Fact]
    public void CAS_WRITE_UNKNOWN_tells_how_many_accepted()
    {
        var error = Assert.IsType<CqlCasWriteUnknownException>(Read(0x1700, body => body.Short(9).Int(1).Int(2)));

        Assert.Equal((Consistency.LocalSerial, 1, 2), (error.Consistency, error.Received, error.Required));
        Assert.Equal(RequestOutcome.Unknown, error.Outcome);
    }

    [Theory]
    [InlineData("orders", "orders")]
    [InlineData("", null)]
    public void ALREADY_EXISTS_names_the_table_or_only_the_keyspace(string table, string? named)
    {
        var error = Assert.IsType<CqlAlreadyExistsException>(Read(0x2400, body => body.String("shop").String(table)));

        Assert.Equal(("shop", named), (error.Keyspace, error.Table));
    }

    [Fact]
    public void UNPREPARED_carries_the_id()
    {
        var error = Assert.IsType<CqlUnpreparedException>(Read(0x2500, body => body.ShortBytes(1, 2, 3)));

        Assert.Equal([1, 2, 3], error.StatementId.ToArray());
        Assert.Equal(RequestOutcome.Refused, error.Outcome);
    }

    [Fact]
    public void An_error_is_found_behind_a_trace_warnings_and_a_payload()
    {
        var body = new Body().Raw(Guid.NewGuid().ToByteArray()).Strings("careful").Short(1).String("key").Bytes(1, 2).Int(0x2200).String(Said).ToArray();
        using var answer = Answers.Of(Opcode.Error, body, flags: EnvelopeFlags.Tracing | EnvelopeFlags.Warning | EnvelopeFlags.CustomPayload);

        Assert.Equal(Said, Assert.IsType<CqlInvalidRequestException>(ErrorReader.Read(answer, Node)).ServerMessage);
    }

    [Fact]
    public void More_failures_than_there_are_bytes_are_refused_before_they_are_made()
        => Assert.Throws<CqlProtocolException>(() => Read(0x1300, body => body.Short(5).Int(1).Int(3).Int(int.MaxValue).Raw(new byte[100])));

    private static CqlServerException Read(int code, Func<Body, Body>? fields = null, int version = 5)
    {
        using var answer = Answers.Of(Opcode.Error, FakeAnswer.Error(1, code, Said, fields).Body, version);
        return ErrorReader.Read(answer, Node);
    }
}
