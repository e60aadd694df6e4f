using System.Net;
using Cql.Protocol;
using Cql.Protocol.Framing;
using Cql.Protocol.Messages.Events;
using Cql.Tests.Wire;

namespace Cql.Tests.Protocol.Messages.Events;

public sealed class EventReaderTests
{
    [Theory]
    [InlineData("TOPOLOGY_CHANGE", "NEW_NODE", (int)NodeChange.New)]
    [InlineData("TOPOLOGY_CHANGE", "REMOVED_NODE", (int)NodeChange.Removed)]
    [InlineData("TOPOLOGY_CHANGE", "MOVED_NODE", (int)NodeChange.Moved)]
    [InlineData("STATUS_CHANGE", "UP", (int)NodeChange.Up)]
    [InlineData("STATUS_CHANGE", "DOWN", (int)NodeChange.Down)]
    public void What_happens_to_a_node_is_told_with_its_address(string kind, string change, int expected)
    {
        var told = Read(new Body().String(kind).String(change).Inet("10.1.2.3", 9042));

        Assert.Equal(new NodeEvent((NodeChange)expected, new IPEndPoint(IPAddress.Parse("10.1.2.3"), 9042)), told);
    }

    [Fact]
    public void An_address_may_be_of_version_6()
        => Assert.Equal(
            new NodeEvent(NodeChange.Up, new IPEndPoint(IPAddress.Parse("fe80::1"), 1)), Read(new Body().String("STATUS_CHANGE").String("UP").Inet("fe80::1", 1)));

    [Theory]
    [InlineData("KEYSPACE", (int)SchemaTarget.Keyspace, null)]
    [InlineData("TABLE", (int)SchemaTarget.Table, "orders")]
    [InlineData("TYPE", (int)SchemaTarget.Type, "orders")]
    public void A_change_of_the_schema_names_what_changed(string target, int expected, string? name)
    {
        var body = new Body().String("SCHEMA_CHANGE").String("UPDATED").String(target).String("shop");
        var told = Assert.IsType<SchemaEvent>(Read(name is null ? body : body.String(name)));

        Assert.Equal((SchemaChangeKind.Updated, (SchemaTarget)expected, "shop", name), (told.Kind, told.Target, told.Keyspace, told.Name));
        Assert.Empty(told.ArgumentTypes);
    }

    [Theory]
    [InlineData("FUNCTION", (int)SchemaTarget.Function)]
    [InlineData("AGGREGATE", (int)SchemaTarget.Aggregate)]
    public void A_change_of_a_function_names_its_arguments(string target, int expected)
    {
        var told = Assert.IsType<SchemaEvent>(Read(new Body().String("SCHEMA_CHANGE").String("DROPPED").String(target).String("shop").String("tax").Strings("int", "text")));

        Assert.Equal((SchemaChangeKind.Dropped, (SchemaTarget)expected, "tax"), (told.Kind, told.Target, told.Name));
        Assert.Equal(["int", "text"], told.ArgumentTypes);
    }

    [Theory]
    [InlineData("OTHER_CHANGE", "UP")]
    [InlineData("STATUS_CHANGE", "SIDEWAYS")]
    [InlineData("SCHEMA_CHANGE", "RENAMED")]
    public void What_nobody_registered_for_is_refused(string kind, string change)
        => Assert.Throws<CqlProtocolException>(() => Read(new Body().String(kind).String(change).Inet("10.1.2.3", 9042)));

    [Theory]
    [InlineData(3, 9042)]
    [InlineData(4, 70_000)]
    [InlineData(4, -1)]
    public void An_address_that_cannot_be_is_refused(int bytes, int port)
        => Assert.Throws<CqlProtocolException>(() => Read(new Body().String("STATUS_CHANGE").String("UP").Byte((byte)bytes).Raw(new byte[bytes]).Int(port)));

    private static ServerEvent Read(Body body)
    {
        using var answer = Answers.Of(Opcode.Event, new Body().Strings("a warning").Raw(body.ToArray()).ToArray(), flags: EnvelopeFlags.Warning);
        return EventReader.Read(answer);
    }
}
