using Cql.Protocol;
using Cql.Protocol.Framing;
using Cql.Tests.Wire;

namespace Cql.Tests.Protocol.Fuzz;

/// <summary>Good answers of every kind: what is mutated. Those of v4 and of v5 differ where the protocol does.</summary>
internal static class Corpus
{
    private const int Trace = (int)EnvelopeFlags.Tracing;
    private const int Warning = (int)EnvelopeFlags.Warning;
    private const int Payload = (int)EnvelopeFlags.CustomPayload;

    public static FakeAnswer[] V4 { get; } = [.. Make(4)];

    public static FakeAnswer[] V5 { get; } = [.. Make(5)];

    private static IEnumerable<FakeAnswer> Make(int version)
    {
        yield return FakeAnswer.Ready(1);
        yield return FakeAnswer.Supported(2);
        yield return FakeAnswer.Authenticate(3);
        yield return new FakeAnswer(4, Opcode.AuthChallenge, new Body().Bytes(1, 2, 3).ToArray());
        yield return new FakeAnswer(5, Opcode.AuthSuccess, new Body().Bytes(null).ToArray());
        yield return FakeAnswer.Up("10.0.0.1");
        yield return new FakeAnswer(-1, Opcode.Event, new Body().String("TOPOLOGY_CHANGE").String("NEW_NODE").Inet("fe80::1", 9042).ToArray());
        yield return new FakeAnswer(-1, Opcode.Event, new Body().String("SCHEMA_CHANGE").String("DROPPED").String("FUNCTION").String("shop").String("tax").Strings("int", "text").ToArray());
        foreach (var error in Errors(version))
            yield return error;
        foreach (var body in Results(version))
            yield return new FakeAnswer(7, Opcode.Result, body.ToArray());
        var before = new Body().Raw(new byte[16]).Strings("one", "two").Short(2).String("key").Bytes(1, 2).String("none").Bytes(null);
        foreach (var body in Results(version))
            yield return new FakeAnswer(8, Opcode.Result, [.. before.ToArray(), .. body.ToArray()], Trace | Warning | Payload);
    }

    private static IEnumerable<FakeAnswer> Errors(int version)
    {
        foreach (var code in (int[])[0, 0x0A, 0x100, 0x1001, 0x1002, 0x1003, 0x1600, 0x2000, 0x2100, 0x2200, 0x2300, 0x7777])
            yield return FakeAnswer.Error(6, code, "what the server said");
        yield return FakeAnswer.Error(6, 0x1000, "", body => body.Short(4).Int(2).Int(1));
        yield return FakeAnswer.Error(6, 0x1100, "", body => body.Short(8).Int(1).Int(2).String("CAS").Short(3));
        yield return FakeAnswer.Error(6, 0x1200, "", body => body.Short(6).Int(1).Int(2).Byte(1));
        yield return FakeAnswer.Error(6, 0x1300, "", body => Failures(body, version).Byte(1));
        yield return FakeAnswer.Error(6, 0x1400, "", body => body.String("shop").String("tax").Strings("int", "text"));
        yield return FakeAnswer.Error(6, 0x1500, "", body => Failures(body, version).String("SIMPLE"));
        yield return FakeAnswer.Error(6, 0x1700, "", body => body.Short(9).Int(1).Int(2));
        yield return FakeAnswer.Error(6, 0x2400, "", body => body.String("shop").String("orders"));
        yield return FakeAnswer.Error(6, 0x2500, "", body => body.ShortBytes(new byte[16]));
    }

    private static Body Failures(Body body, int version)
    {
        body.Short(5).Int(1).Int(3).Int(2);
        return version == 4 ? body : body.Address("10.0.0.1").Short(1).Address("fe80::1").Short(3);
    }

    private static IEnumerable<Body> Results(int version)
    {
        yield return new Body().Int(1);
        yield return Rows(version, new Body());
        yield return new Body().Int(2).Int(1 | 2).Int(2).Bytes(new byte[30]).String("shop").String("orders").String("id").Short(0xC).String("total").Short(9)
            .Int(2).Bytes(new byte[16]).Bytes(0, 0, 0, 1).Bytes(null).Bytes();
        yield return new Body().Int(2).Int(4).Int(2).Int(3).Bytes(1).Bytes(2).Bytes(3).Bytes(4).Bytes(5).Bytes(null);
        yield return new Body().Int(3).String("shop");
        yield return Prepared(version);
        yield return new Body().Int(5).String("CREATED").String("TABLE").String("shop").String("orders");
    }

    /// <summary>One row of every type.</summary>
    private static Body Rows(int version, Body body)
    {
        body.Int(2);
        if (version == 4)
            body.Int(0);
        else
            body.Int(8);
        body.Int(9);
        if (version > 4)
            body.ShortBytes(new byte[16]);
        Column(body, "a").Short(0xD);
        Column(body, "b").Short(2);
        Column(body, "c").Short(0x20).Short(9);
        Column(body, "d").Short(0x21).Short(0xD).Short(0x22).Short(0xE);
        Column(body, "e").Short(0x31).Short(2).Short(9).Short(0x15);
        Column(body, "f").Short(0x30).String("shop").String("address").Short(2).String("street").Short(0xD).String("number").Short(9);
        Column(body, "g").Short(0).String("org.apache.cassandra.db.marshal.VectorType(org.apache.cassandra.db.marshal.FloatType , 3)");
        Column(body, "h").Short(0x10);
        Column(body, "i").Short(6);
        return body.Int(1)
            .Bytes("text"u8.ToArray())
            .Bytes(0, 0, 0, 0, 0, 0, 0, 1)
            .Bytes(new Body().Int(2).Bytes(0, 0, 0, 1).Bytes(0, 0, 0, 2).ToArray())
            .Bytes(new Body().Int(1).Bytes("k"u8.ToArray()).Bytes(new Body().Int(1).Bytes(0xFF).ToArray()).ToArray())
            .Bytes(new Body().Bytes(0, 0, 0, 1).Bytes(2, 4, 6).ToArray())
            .Bytes(new Body().Bytes("s"u8.ToArray()).Bytes(null).ToArray())
            .Bytes(new byte[12])
            .Bytes(127, 0, 0, 1)
            .Bytes(0, 0, 0, 2, 1, 0);
    }

    private static Body Column(Body body, string name) => body.String("shop").String("orders").String(name);

    private static Body Prepared(int version)
    {
        var body = new Body().Int(4).ShortBytes(new byte[16]);
        if (version > 4)
            body.ShortBytes(new byte[16]);
        return body.Int(1).Int(2).Int(2).Short(1).Short(0).String("shop").String("orders").String("a").Short(9).String("b").Short(0x20).Short(0xD)
            .Int(1).Int(1).String("shop").String("orders").String("id").Short(0xC);
    }
}
