using System.Net;
using System.Net.Security;
using Cql.Connections;

namespace Cql.Tests.Connections;

public sealed class TlsOptionsTests
{
    private static readonly NamedEndPoint Named = new("cassandra-0", IPAddress.Loopback, 9042);

    [Fact]
    public void A_certificate_is_held_against_the_name_that_led_to_the_address()
        => Assert.Equal("cassandra-0", TlsOptions.For(Named, new SslClientAuthenticationOptions()).TargetHost);

    [Fact]
    public void Without_a_name_it_is_held_against_the_address()
        => Assert.Equal("127.0.0.1", TlsOptions.For(new IPEndPoint(IPAddress.Loopback, 9042), new SslClientAuthenticationOptions()).TargetHost);

    [Fact]
    public void A_name_that_is_configured_comes_first()
        => Assert.Equal("cassandra", TlsOptions.For(Named, new SslClientAuthenticationOptions { TargetHost = "cassandra" }).TargetHost);
}
