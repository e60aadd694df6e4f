using CsCheck;

namespace Orleans.Persistence.Cassandra.Tests.Storage;

public sealed class StateTagTests
{
    [Fact]
    public void An_ETag_is_read_as_it_was_given() => Gen.Select(Gen.Long[0, long.MaxValue], Gen.Guid).Sample((version, writeId) =>
    {
        var tag = new StateTag(version, writeId);
        return StateTag.TryParse(tag.ToString(), out var read) && read == tag;
    });

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("-00000000000000000000000000000000")]
    [InlineData("-1-00000000000000000000000000000000")]
    [InlineData(" 1-00000000000000000000000000000000")]
    [InlineData("1-00000000-0000-0000-0000-000000000000")]
    [InlineData("99999999999999999999-00000000000000000000000000000000")]
    public void An_ETag_of_another_storage_is_none(string text) => Assert.False(StateTag.TryParse(text, out _));

    [Fact]
    public void Each_write_has_a_tag_of_its_own_and_counts_on()
    {
        var first = StateTag.After(null);
        var (second, rival) = (StateTag.After(first), StateTag.After(first));

        Assert.Equal((1, 2, 2), (first.Version, second.Version, rival.Version));
        Assert.NotEqual(second, rival);
    }
}
