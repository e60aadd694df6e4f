using CsCheck;

namespace Cql.Tests.Types;

public sealed class VectorCodecsTests
{
    [Fact]
    public void Vectors_of_numbers_come_back_bit_by_bit()
        => Gen.Int.Array[1, 300].Sample(bits =>
        {
            var floats = bits.Select(BitConverter.Int32BitsToSingle).ToArray();
            var type = Vector(CqlTypeCode.Float, floats.Length);
            Assert.Equal(bits, Codec.RoundTrip(type, floats).Select(BitConverter.SingleToInt32Bits));
            Assert.Equal(bits, Codec.RoundTrip<ReadOnlyMemory<float>>(type, floats).ToArray().Select(BitConverter.SingleToInt32Bits));
            Assert.Equal(bits, Codec.RoundTrip(Vector(CqlTypeCode.Int, bits.Length), bits));
            Assert.Equal(bits.Select(bit => (long)bit), Codec.RoundTrip(Vector(CqlTypeCode.BigInt, bits.Length), bits.Select(bit => (long)bit).ToList()));
            Assert.Equal(bits.Select(bit => (double)bit), Codec.RoundTrip(Vector(CqlTypeCode.Double, bits.Length), bits.Select(bit => (double)bit).ToArray()));
            Assert.Equal(bits.Select(bit => (short)bit), Codec.RoundTrip(Vector(CqlTypeCode.SmallInt, bits.Length), bits.Select(bit => (short)bit).ToArray()));
        });

    [Fact]
    public void Vectors_of_texts_come_back()
        => Gen.OneOf(Gen.Int[0, 3], Gen.Int[125, 130], Gen.Int[16_380, 16_390]).Array[1, 5].Sample(lengths =>
        {
            var texts = lengths.Select(length => new string('t', length)).ToArray();
            Assert.Equal(texts, Codec.RoundTrip(Vector(CqlTypeCode.Text, texts.Length), texts));
        }, iter: 100);

    [Fact]
    public void The_number_of_elements_is_the_types()
    {
        Assert.Throws<CqlTypeException>(() => Codec.Encode<float[]>(Vector(CqlTypeCode.Float, 3), [1, 2]));
        Assert.Throws<CqlTypeException>(() => Codec.Encode<string[]>(Vector(CqlTypeCode.Text, 1), ["a", "b"]));
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<float[]>(Vector(CqlTypeCode.Float, 2), new byte[9]));
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<string[]>(Vector(CqlTypeCode.Text, 1), [1, 0x61, 0]));
    }

    [Fact]
    public void A_vector_larger_than_any_message_is_refused()
    {
        var huge = new CqlVectorType(new CqlVectorType(new CqlVectorType(CqlType.Of(CqlTypeCode.Uuid), int.MaxValue), int.MaxValue), int.MaxValue);
        Assert.Throws<CqlTypeException>(() => Codec.Decode<Guid[][][]>(huge, new byte[16]));
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<string[]>(Vector(CqlTypeCode.Text, int.MaxValue), new byte[16]));
        Assert.Throws<CqlTypeException>(() => Codec.Decode<Guid[]>(Vector(CqlTypeCode.Uuid, int.MaxValue), new byte[16]));
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<Guid[]>(Vector(CqlTypeCode.Uuid, int.MaxValue / 16), new byte[16]));
    }

    [Fact]
    public void Null_elements_are_refused()
    {
        Assert.Throws<CqlTypeException>(() => Codec.Encode<float?[]>(Vector(CqlTypeCode.Float, 1), [null]));
        Assert.Throws<CqlTypeException>(() => Codec.Encode<string?[]>(Vector(CqlTypeCode.Text, 1), [null]));
    }

    [Fact]
    public void Values_cut_short_are_told()
    {
        Codec.AssertTruncationsAreTold<float[]>(Vector(CqlTypeCode.Float, 2), [1, 2]);
        Codec.AssertTruncationsAreTold<Guid[]>(Vector(CqlTypeCode.Uuid, 2), [Guid.Empty, Guid.Empty]);
        Codec.AssertTruncationsAreTold<string[]>(Vector(CqlTypeCode.Text, 2), ["a", "bc"]);
    }

    [Fact]
    public void Any_bytes_are_read_or_told()
        => Gen.Byte.Array[0, 40].Sample(bytes => Codec.AssertToldOrRead<string[]>(Vector(CqlTypeCode.Text, 2), bytes));

    private static CqlVectorType Vector(CqlTypeCode element, int dimension) => new(CqlType.Of(element), dimension);
}
