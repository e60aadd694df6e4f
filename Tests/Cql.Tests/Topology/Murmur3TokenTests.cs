using System.Text;
using Cql.Topology;
using CsCheck;

namespace Cql.Tests.Topology;

public sealed class Murmur3TokenTests
{
    [Theory]
    [InlineData("test", -6017608668500074083)]
    [InlineData("xd", 4507812186440344727)]
    [InlineData("primary_key", -1632642444691073360)]
    [InlineData("kremówki", 4354931215268080151)]
    public void Published_keys_have_their_published_tokens(string key, long token) => Assert.Equal(token, Murmur3Token.Of(Encoding.UTF8.GetBytes(key)));

    // As SELECT token(k) of Cassandra 5.0.8 tells: every length of the last block, with bytes of either sign.
    [Theory]
    [InlineData("82", 7188333716680067347)]
    [InlineData("b70e", -2897600088890940981)]
    [InlineData("ee7f1a", 2995792290281166222)]
    [InlineData("5039bef0", 2536436966116962960)]
    [InlineData("7ec2347f06", -5321377157885710781)]
    [InlineData("6ed08f5dc751", -125380943269022102)]
    [InlineData("2447e340430002", 2235075917652867317)]
    [InlineData("6b6e545594a06568", -1260365401694515943)]
    [InlineData("5d64c4980bb8d4544a", 7628396245054825549)]
    [InlineData("8721a99a01ad219eb59c", -618729354039416215)]
    [InlineData("f6a15ef6f15a1d830bb7ce", 8452414501582548595)]
    [InlineData("09d6bbc004e7175c643c7dec", 2650310639822331671)]
    [InlineData("b0b580ec37bc9712dd2e6aaeb9", 1266953152421241572)]
    [InlineData("4bae8d2f9fa29c5a284c9ef75218", 5603207880186104846)]
    [InlineData("29cf1079b080e9d74a1c10fcab6a42", 635698129112123767)]
    [InlineData("ffffffffffffffffffffffffffffff", -2195530867418009455)]
    [InlineData("43d33656debe4c1ed79648e856e8f9a2", -6863687070539598037)]
    [InlineData("80808080808080808080808080808080", -3634615257541804556)]
    [InlineData("f58c95f0ce4b39c15bffad5c2dfb8bb820", 8764646055163513509)]
    [InlineData("80808080808080808080808080808080808080808080808080808080808080", 2158224688659817168)]
    [InlineData("28cdba9f5eefb99022ef537b596a16dc8a03ec1fe7d2561711b3302479fb2ff1", -4317529445571282218)]
    [InlineData("1b7c19fecb1e1882d0e49c1a13635bce60772ba0372c52266d08e1b7f9d8c04306", -1783261287572054772)]
    public void Keys_have_the_tokens_that_the_server_gives_them(string key, long token) => Assert.Equal(token, Murmur3Token.Of(Convert.FromHexString(key)));

    [Theory]
    [InlineData("Zürich", -7, 2542945075927669007)]
    [InlineData("", 0, -150644895381498316)]
    public void A_key_of_two_components_has_the_token_that_the_server_gives_it(string text, int number, long token)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        byte[] key = [0, (byte)bytes.Length, .. bytes, 0, 0, 4, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number, 0];
        Assert.Equal(token, Murmur3Token.Of(key));
    }

    [Fact]
    public void The_empty_key_has_the_least_token_and_no_other_has()
    {
        Assert.Equal(long.MinValue, Murmur3Token.Of([]));
        Gen.Byte.Array[1, 70].Sample(key => Assert.NotEqual(long.MinValue, Murmur3Token.Of(key)));
    }

    // Made by going the hash backwards; the server gives them these tokens too.
    [Theory]
    [InlineData("ee961629b0b5ad1d319e18e83892dbed", long.MaxValue)]
    [InlineData("8a594e075a99eeb15f0cf296edeb6fbd", long.MaxValue)]
    [InlineData("8419f23c2d80de812c4d6910b87bdb77", long.MinValue + 1)]
    [InlineData("d9f43d1dcc088bc67018b1cf37d7f129", long.MaxValue)]
    public void A_key_whose_hash_is_the_least_number_has_the_greatest_token(string key, long token)
        => Assert.Equal(token, Murmur3Token.Of(Convert.FromHexString(key)));

    [Fact]
    public void A_token_allocates_nothing()
    {
        var key = new byte[37];
        Murmur3Token.Of(key);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Murmur3Token.Of(key);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
