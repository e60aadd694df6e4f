using System.Net;
using Cql.Configuration;

namespace Cql.Tests.Configuration;

public sealed class CqlOptionsTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1:9042")]
    [InlineData("10.0.0.1:9043", "10.0.0.1:9043")]
    [InlineData("::1", "[::1]:9042")]
    [InlineData("[::1]:9043", "[::1]:9043")]
    public void An_address_is_a_contact_point(string text, string endPoint)
        => Assert.Equal(IPEndPoint.Parse(endPoint), ContactPoint.Parse(text, 9042));

    [Theory]
    [InlineData("cassandra-0.cassandra", "cassandra-0.cassandra", 9042)]
    [InlineData("localhost:9043", "localhost", 9043)]
    public void A_name_is_a_contact_point(string text, string host, int port)
        => Assert.Equal(new DnsEndPoint(host, port), ContactPoint.Parse(text, 9042));

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:-1")]
    [InlineData("host:nine")]
    [InlineData("http://host")]
    public async Task What_is_no_contact_point_is_refused_by_name(string text)
    {
        var options = new CqlOptions { ContactPoints = { text } };
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => CqlSession.ConnectAsync(options));
        Assert.Contains("ContactPoints", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_make_no_sense_are_refused_by_name()
    {
        await Refused(nameof(CqlOptions.ContactPoints), options => options.ContactPoints.Clear());
        await Refused(nameof(CqlOptions.Port), options => options.Port = 0);
        await Refused(nameof(CqlOptions.ConnectionsPerNode), options => options.ConnectionsPerNode = 0);
        await Refused(nameof(CqlOptions.MaxRequestsPerConnection), options => options.MaxRequestsPerConnection = 40_000);
        await Refused(nameof(CqlOptions.PageSize), options => options.PageSize = -1);
        await Refused(nameof(CqlOptions.RequestTimeout), options => options.RequestTimeout = TimeSpan.Zero);
        await Refused(nameof(CqlOptions.SpeculationDelay), options => options.SpeculationDelay = TimeSpan.Zero);
        await Refused(nameof(CqlOptions.MaxSpeculations), options => options.MaxSpeculations = 0);
        await Refused(nameof(CqlOptions.Consistency), options => options.Consistency = Consistency.Serial);
        await Refused(nameof(CqlOptions.SerialConsistency), options => options.SerialConsistency = Consistency.Quorum);
        await Refused(nameof(CqlOptions.Password), options => options.UserName = "u");
        await Refused("CertificateAuthorityFile", options => options.Tls = new CqlTlsOptions { CertificateAuthorityFile = "/no/such/file.pem" });
    }

    [Fact]
    public void A_password_is_never_shown()
    {
        var options = new CqlOptions { ContactPoints = { "h" }, UserName = "user", Password = "s3cret" };
        Assert.DoesNotContain("s3cret", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", new PlainTextAuthenticator("user", "s3cret").ToString(), StringComparison.Ordinal);
    }

    private static async Task Refused(string name, Action<CqlOptions> set)
    {
        var options = new CqlOptions { ContactPoints = { "127.0.0.1" } };
        set(options);
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => CqlSession.ConnectAsync(options));
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }
}
