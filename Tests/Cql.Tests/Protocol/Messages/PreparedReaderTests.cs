using Cql.Protocol;
using Cql.Protocol.Messages;
using Cql.Tests.Wire;

namespace Cql.Tests.Protocol.Messages;

public sealed class PreparedReaderTests
{
    private static readonly CqlColumn Id = new("shop", "orders", "id", CqlType.Of(CqlTypeCode.Uuid));
    private static readonly CqlColumn Total = new("shop", "orders", "total", CqlType.Of(CqlTypeCode.Int));

    [Fact]
    public void A_select_on_v5_tells_parameters_partition_key_and_rows()
    {
        var prepared = Read(new Body().ShortBytes(1, 2).ShortBytes(3, 4)
            .Int(1).Int(2).Int(2).Short(1).Short(0).String("shop").String("orders").String("total").Short(9).String("id").Short(0xC)
            .Int(1).Int(1).String("shop").String("orders").String("id").Short(0xC));

        Assert.Equal([1, 2], prepared.Id);
        Assert.Equal([Total, Id], prepared.Parameters);
        Assert.Equal([1, 0], prepared.PartitionKey);
        Assert.Equal([3, 4], prepared.Result.Id.ToArray());
        Assert.Equal([Id], prepared.Result.Columns);
    }

    [Fact]
    public void A_select_on_v4_has_no_id_for_its_rows()
    {
        var prepared = Read(new Body().ShortBytes(1, 2)
            .Int(1).Int(1).Int(1).Short(0).String("shop").String("orders").String("id").Short(0xC)
            .Int(1).Int(1).String("shop").String("orders").String("total").Short(9), ProtocolVersion.V4);

        Assert.Equal([Id], prepared.Parameters);
        Assert.True(prepared.Result.Id.IsEmpty);
        Assert.Equal([Total], prepared.Result.Columns);
    }

    [Fact]
    public void A_write_tells_no_rows()
    {
        var prepared = Read(new Body().ShortBytes(1).ShortBytes(2).Int(0).Int(0).Int(0).Int(4).Int(0));

        Assert.Empty(prepared.Parameters);
        Assert.Empty(prepared.PartitionKey);
        Assert.Empty(prepared.Result.Columns);
    }

    [Theory]
    [InlineData(2, 0, 2)]
    [InlineData(0, 0, 1)]
    [InlineData(-1, 0, 1)]
    [InlineData(int.MaxValue, 0, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(1, 0xFFFF, 1)]
    public void A_partition_key_that_names_no_parameter_is_refused(int keyCount, int index, int columns)
    {
        var body = new Body().ShortBytes(1).ShortBytes(2).Int(1).Int(columns).Int(keyCount).Short(index).String("shop").String("orders").String("id").Short(0xC);

        Assert.Throws<CqlProtocolException>(() => Read(body));
    }

    private static PreparedResult Read(Body body, ProtocolVersion version = ProtocolVersion.V5)
    {
        using var answer = Answers.Of(Opcode.Result, new Body().Int(4).Raw(body.ToArray()).ToArray(), (int)version);
        Assert.Equal(ResultKind.Prepared, ResultReader.ReadKind(answer, out _, out var reader));
        var prepared = ResultReader.ReadPrepared(ref reader, version);
        Assert.Equal(0, reader.Remaining);
        return prepared;
    }
}
