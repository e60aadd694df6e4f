using CsCheck;

namespace Orleans.Persistence.Cassandra.Tests.Storage;

public sealed class StateBufferTests
{
    [Fact]
    public void What_is_written_in_any_parts_is_kept_up_to_the_limit_and_counted_beyond() =>
        Gen.Select(Gen.Byte.Array[0, 9_000].List[0, 8], Gen.Int[0, 40_000]).Sample((parts, limit) =>
        {
            using var buffer = new StateBuffer(limit);
            foreach (var part in parts)
                buffer.Write(part);
            var whole = parts.SelectMany(part => part).ToArray();
            return buffer.Length == whole.Length && (whole.Length > limit || buffer.Written.Span.SequenceEqual(whole));
        });

    [Fact]
    public async Task Every_way_to_write_writes()
    {
        await using var buffer = new StateBuffer(100);
#pragma warning disable VSTHRD103, CA1835 // The ways that are not to be used any more are tested too.
        buffer.WriteByte(1);
        buffer.Write([0, 2, 3, 0], 1, 2);
        await buffer.WriteAsync(new byte[] { 4 }.AsMemory(), TestContext.Current.CancellationToken);
        await buffer.WriteAsync(new byte[] { 0, 5 }, 1, 1, TestContext.Current.CancellationToken);
#pragma warning restore VSTHRD103, CA1835
        await buffer.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal([1, 2, 3, 4, 5], buffer.Written.ToArray());
    }
}
