using System.Text;
using Cql.Protocol;
using Cql.Protocol.Messages;
using Cql.Statements;
using Cql.Tests.Wire;

namespace Cql.Tests.Protocol.Messages;

public sealed class RequestTests
{
    private const string Cql = "SELECT * FROM t";

    [Fact]
    public void OPTIONS_has_no_body() => Assert.Empty(BodyOf(OptionsRequest.Instance));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void STARTUP_names_the_version_of_CQL_and_asks_for_errors_on_overload(bool compress)
    {
        var body = BodyOf(new StartupRequest(compress));
        var reader = new WireReader(body);
        var options = new Dictionary<string, string>();
        for (var left = reader.ReadUInt16(); left > 0; left--)
            options[reader.ReadString()] = reader.ReadString();

        Assert.Equal(0, reader.Remaining);
        Assert.Equal("3.0.0", options["CQL_VERSION"]);
        Assert.Equal("1", options["THROW_ON_OVERLOAD"]);
        Assert.Equal("Marketplace.Cql", options["DRIVER_NAME"]);
        Assert.Equal(compress, options.TryGetValue("COMPRESSION", out var name) && name == "lz4");
    }

    [Fact]
    public void REGISTER_lists_the_kinds_of_events()
        => Assert.Equal(new Body().Strings("TOPOLOGY_CHANGE", "STATUS_CHANGE", "SCHEMA_CHANGE").ToArray(), BodyOf(RegisterRequest.Instance));

    [Fact]
    public void AUTH_RESPONSE_is_the_token()
        => Assert.Equal(new Body().Bytes(0, 1, 2).ToArray(), BodyOf(new AuthResponseRequest(new byte[] { 0, 1, 2 })));

    [Fact]
    public void PREPARE_carries_its_keyspace_on_v5()
    {
        Assert.Equal(new Body().LongString(Cql).Int(1).String("shop").ToArray(), BodyOf(new PrepareRequest(Cql, "shop")));
        Assert.Equal(new Body().LongString(Cql).Int(0).ToArray(), BodyOf(new PrepareRequest(Cql, null)));
    }

    [Fact]
    public void PREPARE_has_no_place_for_a_keyspace_on_v4()
        => Assert.Equal(new Body().LongString(Cql).ToArray(), BodyOf(new PrepareRequest(Cql, "shop"), ProtocolVersion.V4));

    [Fact]
    public void A_text_of_every_plane_is_counted_in_bytes()
    {
        const string Text = "aé€😀";
        Assert.Equal(new Body().LongString(Text).Int(0).ToArray(), BodyOf(new PrepareRequest(Text, null)));
        Assert.Equal(1 + 2 + 3 + 4, Encoding.UTF8.GetByteCount(Text));
    }

    [Fact]
    public void Parameters_are_written_in_the_order_of_the_specification()
    {
        var terms = new RequestTerms(Consistency.LocalQuorum, Consistency.LocalSerial, 1_234_567, 500, new byte[] { 9, 8 });
        var rest = new Body().Short(2).Bytes(1).Int(-2).Int(500).Bytes(9, 8).Short(9).Long(1_234_567);
        var all = 0x01 | 0x02 | 0x04 | 0x08 | 0x10 | 0x20;

        Assert.Equal(
            new Body().Short(6).Int(all | 0x80).Raw(rest.ToArray()).String("shop").ToArray(),
            ParametersOf(ProtocolVersion.V5, terms, new TwoValues(), skipMetadata: true, "shop"));
        Assert.Equal(
            new Body().Short(6).Byte((byte)all).Raw(rest.ToArray()).ToArray(),
            ParametersOf(ProtocolVersion.V4, terms, new TwoValues(), skipMetadata: true, "shop"));
    }

    [Fact]
    public void Parameters_that_are_not_there_take_no_bytes()
    {
        var terms = new RequestTerms(Consistency.One, Consistency.Serial, null, 0, default);

        Assert.Equal(new Body().Short(1).Int(0x10).Short(8).ToArray(), ParametersOf(ProtocolVersion.V5, terms, null, skipMetadata: false, null));
        Assert.Equal(new Body().Short(1).Byte(0x10).Short(8).ToArray(), ParametersOf(ProtocolVersion.V4, terms, null, skipMetadata: false, null));
    }

    [Fact]
    public void A_batch_has_the_parameters_of_all_its_statements_at_its_end()
    {
        var terms = new RequestTerms(Consistency.Quorum, Consistency.Serial, -5, 100, new byte[] { 1 });
        using var body = new WireBuffer();
        QueryParameters.WriteBatch(body, ProtocolVersion.V5, terms, "shop");

        Assert.Equal(new Body().Short(4).Int(0x10 | 0x20 | 0x80).Short(8).Long(-5).String("shop").ToArray(), body.WrittenSpan.ToArray());
    }

    private static byte[] BodyOf(IRequest request, ProtocolVersion version = ProtocolVersion.V5)
    {
        using var body = new WireBuffer();
        request.WriteBody(body, version);
        return body.WrittenSpan.ToArray();
    }

    private static byte[] ParametersOf(ProtocolVersion version, RequestTerms terms, IValueWriter? values, bool skipMetadata, string? keyspace)
    {
        using var body = new WireBuffer();
        QueryParameters.Write(body, version, terms, values, skipMetadata, keyspace);
        return body.WrittenSpan.ToArray();
    }

    private sealed class TwoValues : IValueWriter
    {
        public int Count => 2;

        public void WriteTo(WireBuffer body)
        {
            body.WriteBytes([1]);
            body.WriteInt32(-2);
        }
    }
}
