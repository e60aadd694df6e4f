using CsCheck;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests;

public sealed class KeyOrderTests
{
    private static readonly string[] Characters = ["a", "b", "\u00E9", "\uD7FF", "\uE000", "\uFFFD", "\U00010000", "\U0001F600"];

    private static readonly Gen<string> Words =
        Gen.Int[0, Characters.Length - 1].Array[0, 4].Select(places => string.Concat(places.Select(place => Characters[place])));

    [Fact]
    public void Keys_are_ordered_as_their_bytes_are() => Gen.Select(Words, Words).Sample((x, y) =>
        Assert.Equal(Math.Sign(Utf8Order.Instance.Compare(x, y)), Math.Sign(KeyOrder.Instance.Compare(x, y))));
}
