using System.Buffers.Binary;
using System.Text;
using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb.Tests.Layout;

public sealed class RecordBufferTests
{
    private static readonly string Name = new('n', 200);

    [Fact]
    public void A_names_length_stands_before_it_wherever_the_buffer_has_to_grow()
    {
        for (var before = 0; before < 1_400; before++)
        {
            var buffer = new RecordBuffer(4_096);
            buffer.Append(before);
            buffer.AppendShortName(Name, "name");
            buffer.AppendLongName(Name, 1_024, "name");

            var bytes = buffer.Span[before..];
            Assert.Equal(Name.Length, bytes[0]);
            Assert.Equal(Name, Encoding.UTF8.GetString(bytes.Slice(1, Name.Length)));
            Assert.Equal(Name.Length, BinaryPrimitives.ReadUInt16BigEndian(bytes[(1 + Name.Length)..]));
            Assert.Equal(Name, Encoding.UTF8.GetString(bytes[(3 + Name.Length)..]));
        }
    }
}
