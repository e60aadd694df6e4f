using Cql.Protocol;
using Cql.Types;
using CsCheck;

namespace Cql.Tests.Types;

public sealed class VIntTests
{
    [Fact]
    public void Every_number_comes_back()
        => Gen.Select(Gen.ULong, Gen.Int[0, 63]).Sample((bits, shift) =>
        {
            var value = bits >> shift;
            using var buffer = new WireBuffer();
            VInt.WriteUnsigned(value, buffer);
            Assert.Equal(VInt.SizeOfUnsigned(value), buffer.Length);
            VInt.Write((long)value, buffer);
            VInt.Write(-(long)value, buffer);
            var reader = new WireReader(buffer.WrittenSpan);
            Assert.Equal(value, VInt.ReadUnsigned(ref reader));
            Assert.Equal((long)value, VInt.Read(ref reader));
            Assert.Equal(-(long)value, VInt.Read(ref reader));
            Assert.Equal(0, reader.Remaining);
        });

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0x7F, 1)]
    [InlineData(0x80, 2)]
    [InlineData(0x3FFF, 2)]
    [InlineData(0x4000, 3)]
    [InlineData((1UL << 56) - 1, 8)]
    [InlineData(1UL << 56, 9)]
    [InlineData(ulong.MaxValue, 9)]
    public void The_size_grows_by_a_byte_every_seven_bits(ulong value, int size) => Assert.Equal(size, VInt.SizeOfUnsigned(value));

    [Fact]
    public void A_number_cut_short_is_told()
    {
        for (var length = 0; length < 9; length++)
        {
            var bytes = Enumerable.Repeat((byte)0xFF, length).ToArray();
            Assert.Throws<CqlProtocolException>(() =>
            {
                var reader = new WireReader(bytes);
                return VInt.ReadUnsigned(ref reader);
            });
        }
    }
}
