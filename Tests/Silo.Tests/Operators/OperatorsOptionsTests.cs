using Marketplace.Silo.Configuration;
using Marketplace.Silo.Operators;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Silo.Tests.Operators;

/// <summary>The operators' port is on loopback, or asks for a key, or is open because somebody said so.</summary>
public sealed class OperatorsOptionsTests
{
    private const string Key = "a-key-of-sixteen-and-more";

    [Fact]
    public void Unless_it_is_said_it_is_on_loopback_and_asks_for_nothing()
    {
        var options = Read();

        Assert.Equal((new Uri("http://127.0.0.1:5001"), null), (options.Url, options.Key));
    }

    [Theory]
    [InlineData("http://0.0.0.0:5001")]
    [InlineData("http://[::]:5001")]
    [InlineData("http://192.0.2.1:5001")]
    [InlineData("http://example.com:5001")]
    public void Beyond_loopback_it_needs_a_key_or_an_explicit_open(string url)
    {
        var refused = Assert.Throws<ConfigurationRefusedException>(() => Read(("Url", url)));

        Assert.Equal("Marketplace:Operators:Key", refused.Key);
        Assert.Equal(Key, Read(("Url", url), ("Key", Key)).Key);
        Assert.Null(Read(("Url", url), ("Access", "open")).Key);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5001")]
    [InlineData("http://[::1]:5001")]
    [InlineData("http://localhost:5001")]
    public void On_loopback_it_needs_none(string url) => Assert.Null(Read(("Url", url)).Key);

    private static OperatorsOptions Read(params (string Name, string Value)[] settings) => OperatorsOptions.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Marketplace:Operators:{setting.Name}", (string?)setting.Value)))
            .Build());
}
