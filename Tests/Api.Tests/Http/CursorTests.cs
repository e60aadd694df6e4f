using CsCheck;
using Marketplace.Api.Http;

namespace Marketplace.Api.Tests.Http;

public sealed class CursorTests
{
    [Fact]
    public void A_cursor_brings_back_its_position()
        => Gen.Select(Gen.String.Where(text => text.Length > 0 && !text.Any(char.IsSurrogate)), Gen.String).Sample(
            (position, filters) => Assert.Equal(position, Cursor.Decode(Cursor.Encode(position, filters), filters)));

    [Fact]
    public void A_cursor_of_another_list_is_refused()
    {
        var error = Assert.Throws<ProblemException>(() => Cursor.Decode(Cursor.Encode("p", "seller a"), "seller b"));

        Assert.Equal("cursor.foreign", error.Problem.Code);
    }

    [Fact]
    public void A_changed_cursor_is_refused()
        => Gen.Select(Gen.Int[0, 40], Gen.Char["ABCabc012-_"]).Sample((place, letter) =>
        {
            var cursor = Cursor.Encode("0000000000000042", "list")!.ToCharArray();
            if (cursor[place % cursor.Length] == letter)
                return;
            cursor[place % cursor.Length] = letter;
            var text = new string(cursor);
            try
            {
                // The last letter of base 64 may carry bits that nothing is made of.
                Assert.Equal("0000000000000042", Cursor.Decode(text, "list"));
            }
            catch (ProblemException refused)
            {
                Assert.Contains("cursor", refused.Problem.Code, StringComparison.Ordinal);
            }
        });
}
