using Cql.Configuration;
using Microsoft.Extensions.Configuration;

namespace Cql.Tests.Configuration;

public sealed class CqlConfigurationTests
{
    [Fact]
    public void Every_option_that_text_can_say_is_read()
    {
        var options = Read(
            ("ContactPoints:0", "10.0.0.1"), ("ContactPoints:1", "cassandra-0:9043, cassandra-1"), ("Port", "9142"), ("LocalDataCentre", "dc2"), ("AllowRemote", "true"),
            ("Keyspace", "shop"), ("UserName", "u"), ("Password", "p"), ("Tls:CertificateAuthorityFile", "ca.pem"), ("Tls:HostName", "h"), ("Tls:CertificateFile", "c.pem"),
            ("Tls:KeyFile", "k.pem"), ("Compress", "True"), ("Consistency", "quorum"), ("SerialConsistency", "Serial"), ("RequestTimeout", "00:00:03"),
            ("ConnectTimeout", "00:00:02"), ("HeartbeatInterval", "00:00:04"), ("ConnectionsPerNode", "2"), ("MaxRequestsPerConnection", "512"),
            ("MaxRequestBytes", "65536"), ("pagesize", "100"), ("SpeculationDelay", "00:00:01"), ("MaxSpeculations", "3"));

        Assert.Equal(["10.0.0.1", "cassandra-0:9043", "cassandra-1"], options.ContactPoints);
        Assert.Equal((9142, "dc2", true, "shop", "u", "p"), (options.Port, options.LocalDataCentre, options.AllowRemote, options.Keyspace, options.UserName, options.Password));
        Assert.Equal(("ca.pem", "h", "c.pem", "k.pem"), (options.Tls!.CertificateAuthorityFile, options.Tls.HostName, options.Tls.CertificateFile, options.Tls.KeyFile));
        Assert.Equal((true, Consistency.Quorum, Consistency.Serial), (options.Compress, options.Consistency, options.SerialConsistency));
        Assert.Equal((3, 2, 4), (options.RequestTimeout.Seconds, options.ConnectTimeout.Seconds, options.HeartbeatInterval.Seconds));
        Assert.Equal((1, 3), (options.SpeculationDelay!.Value.Seconds, options.MaxSpeculations));
        Assert.Equal((2, 512, 65536, 100), (options.ConnectionsPerNode, options.MaxRequestsPerConnection, options.MaxRequestBytes, options.PageSize));
    }

    [Fact]
    public void No_option_is_forgotten()
    {
        var refused = Assert.Throws<ArgumentException>(() => Read(("Nothing", "1")));
        Assert.All(
            typeof(CqlOptions).GetProperties().Where(property => property.Name != nameof(CqlOptions.Authenticator)),
            property => Assert.Contains(property.Name, refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Consistency", "most", "LocalQuorum")]
    [InlineData("Consistency", "6", "LocalQuorum")]
    [InlineData("RequestTimeout", "5 s", "00:00:05")]
    [InlineData("Port", "many", "whole number")]
    [InlineData("Compress", "perhaps", "true or false")]
    [InlineData("Tls", "yes", "true or false")]
    [InlineData("Tls:Authority", "ca.pem", "CertificateAuthorityFile")]
    [InlineData("ContactPoint", "10.0.0.1", "ContactPoints")]
    public void What_cannot_be_read_is_refused_by_its_path_and_says_what_to_write(string key, string value, string mend)
    {
        var refused = Assert.Throws<ArgumentException>(() => Read((key, value)));
        Assert.Contains($"Cassandra:{key}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(mend, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Tls_can_be_switched_without_more(string value, bool isOn) => Assert.Equal(isOn, Read(("Tls", value)).Tls is not null);

    [Fact]
    public void An_empty_value_takes_a_text_back() => Assert.Null(Read(("Keyspace", "")).Keyspace);

    private static CqlOptions Read(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create($"Cassandra:{pair.Key}", (string?)pair.Value)))
            .Build();
        var options = new CqlOptions();
        CqlConfiguration.Read(options, configuration.GetSection("Cassandra"));
        return options;
    }
}
