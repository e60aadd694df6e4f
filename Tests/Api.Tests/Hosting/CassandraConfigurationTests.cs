using System.Diagnostics;
using System.Globalization;
using Cql;
using Marketplace.Api.Hosting;
using Marketplace.Silo.Commands;
using Marketplace.Tests.Shared;

namespace Marketplace.Api.Tests.Hosting;

/// <summary>A Cassandra that cannot be used ends the start soon, in one sentence that names the setting and the mend.</summary>
[Trait("store", "cassandra")]
public sealed class CassandraConfigurationTests : IDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    private static int _count;

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-cassandra-").FullName;
    private readonly string _keyspace = string.Create(CultureInfo.InvariantCulture, $"start_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--Marketplace:Cassandra:ContactPoints=127.0.0.1:1", "Marketplace:Cassandra:ContactPoints", "127.0.0.1:1")]
    [InlineData("--Marketplace:Cassandra:ContactPoints=cassandra.invalid", "Marketplace:Cassandra:ContactPoints", "cassandra.invalid")]
    [InlineData("--Marketplace:Cassandra:Password=wrong", "Marketplace:Cassandra:Password", "give a user")]
    [InlineData("--Marketplace:Cassandra:Tls:HostName=elsewhere.example", "Marketplace:Cassandra:Tls", "elsewhere.example")]
    [InlineData("--Marketplace:Cassandra:LocalDataCentre=mars", "Marketplace:Cassandra:LocalDataCentre", "mars")]
    [InlineData("--Marketplace:Cassandra:Consistency=Sometimes", "Marketplace:Cassandra:Consistency", "LocalQuorum")]
    [InlineData("--Orleans:Entities:Consistency=Sometimes", "Orleans:Entities:Consistency", "LocalQuorum")]
    [InlineData("--Marketplace:Cassandra:Keyspace=Robert'); DROP", "Keyspace", "letters")]
    public async Task A_setting_that_is_wrong_is_named(string setting, string key, string mend)
        => await RefusedAsync([.. Settings(await StoreNode.StartedOrSkipAsync()), setting], key, mend);

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_told_from_a_node_that_is_not_there()
    {
        var cluster = await StoreNode.StartedOrSkipAsync();
        var other = Path.Combine(_folder, "other.pem");
        using (var key = System.Security.Cryptography.ECDsa.Create())
        {
            var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=Other", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
            using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
            await File.WriteAllTextAsync(other, certificate.ExportCertificatePem());
        }

        await RefusedAsync([.. Settings(cluster), $"--Marketplace:Cassandra:Tls:CertificateAuthorityFile={other}"], "Marketplace:Cassandra:Tls", "authority");
    }

    [Fact]
    public async Task Tables_that_are_missing_older_or_newer_are_named_with_what_to_do()
    {
        var cluster = await StoreNode.StartedOrSkipAsync();
        var settings = Settings(cluster);
        await RefusedAsync(settings, "Marketplace:Cassandra:Keyspace", "schema --apply");

        Assert.Equal(0, await SiloProgram.RunAsync(["schema", "--apply", .. settings[3..]], TextWriter.Null, TextWriter.Null));
        var session = await StoreNode.SessionAsync();
        await SetVersionAsync(session, 0);
        await RefusedAsync(settings, "of version 0", "schema --apply");
        await SetVersionAsync(session, 99);
        await RefusedAsync(settings, "of version 99", "use the newer program");
    }

    private async Task SetVersionAsync(CqlSession session, int version)
        => (await session.ExecuteAsync($"UPDATE {_keyspace}.orleans_schema SET version = {version} WHERE component = 'entities' IF EXISTS")).Dispose();

    private string[] Settings(CassandraCluster cluster) => [.. TestMarketplace.Settings(_folder), .. StoreSettings.OnCassandra(cluster, _keyspace)];

    private static async Task RefusedAsync(string[] settings, params string[] parts)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var started = Stopwatch.GetTimestamp();
        var code = await MarketplaceProgram.RunAsync(settings, output, error);

        Assert.Equal(1, code);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Within);
        var sentence = Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(parts, part => Assert.Contains(part, sentence, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", output.ToString() + error, StringComparison.Ordinal);
    }
}
