using System.Diagnostics;
using CsCheck;

namespace Cql.Tests.Types;

public sealed class AnyTypeTests
{
    [Fact]
    public void Values_of_any_type_come_back_to_the_same_bytes()
        => Gen.Int.Sample(seed =>
        {
            var random = new RandomValues(seed);
            var type = random.NextType(depth: 3);
            var bytes = Codec.Encode(type, random.NextValue(type));
            if (bytes.Length > 0 || type.HasEmptyValue)
                Assert.Equal(bytes, Codec.Encode(type, Codec.Decode<object>(type, bytes)));
        }, iter: 10_000);

    [Fact]
    public void Damaged_values_of_any_type_are_read_or_told_and_allocate_no_more_than_they_could()
        => Gen.Select(Gen.Int, Gen.Int[0, 4000], Gen.Byte, Gen.Int[0, 2]).Sample((seed, place, value, damage) =>
        {
            var random = new RandomValues(seed);
            var type = random.NextType(depth: 3);
            var bytes = Codec.Encode(type, random.NextValue(type));
            place = bytes.Length == 0 ? 0 : place % bytes.Length;
            bytes = damage switch
            {
                0 when bytes.Length > 0 => [.. bytes[..place], value, .. bytes[(place + 1)..]],
                1 => bytes[..place],
                _ => [.. bytes[..place], value, .. bytes[place..]],
            };
            Codec.AssertToldOrRead<object>(type, bytes);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            Codec.AssertToldOrRead<object>(type, bytes);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 50_000 + (200 * bytes.Length), $"{type} of {bytes.Length} bytes");
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
        }, iter: 20_000);
}
