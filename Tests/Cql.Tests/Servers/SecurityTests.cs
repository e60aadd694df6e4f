using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cql.Tests.Servers;

[Collection<SecuredNode>]
public sealed class SecurityTests(SecuredNode node) : ServerTests(node)
{
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(5);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();

        // The server makes its first user some time after it takes connections.
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await (await ConnectAsync(Rightly)).DisposeAsync();
                return;
            }
            catch (CqlException) when (TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_works_over_tls_with_a_password(bool compress)
    {
        await using var session = await ConnectAsync(options =>
        {
            Rightly(options);
            options.Compress = compress;
        });
        (await session.ExecuteAsync("CREATE KEYSPACE IF NOT EXISTS secured WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}")).Dispose();
        (await session.ExecuteAsync("CREATE TABLE IF NOT EXISTS secured.blobs (k int PRIMARY KEY, v blob)")).Dispose();
        var insert = await session.PrepareAsync("INSERT INTO secured.blobs (k, v) VALUES (?, ?)");
        var select = await session.PrepareAsync("SELECT v FROM secured.blobs WHERE k = ?");
        foreach (var size in new[] { 0, 1, 5000, 131_071, 1_000_000 })
        {
            var value = RandomNumberGenerator.GetBytes(size);
            using var write = insert.Bind().Set(0, size).Set(1, value);
            (await session.ExecuteAsync(write)).Dispose();
            using var read = select.Bind().Set(0, size);
            using var rows = await session.ExecuteAsync(read);
            Assert.Equal(value, rows.FirstOrDefault<byte[]>());
        }
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_not_shown()
    {
        const string Wrong = "s3cr3t-b1t";
        var logger = new RecordingLogger();
        var options = Options();
        Rightly(options);
        options.Password = Wrong;
        var refused = await Assert.ThrowsAsync<CqlAuthenticationException>(
            () => CqlSession.ConnectAsync(options, logger, cancellationToken: TestContext.Current.CancellationToken).WaitAsync(InTime));
        AssertOneSentence(refused, "username", "password");
        Assert.DoesNotContain(Wrong, refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Wrong, options.ToString(), StringComparison.Ordinal);
        Assert.All(logger.Messages, message => Assert.DoesNotContain(Wrong, message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_user_is_told()
        => AssertOneSentence(await RefusedAsync<CqlAuthenticationException>(options => (options.UserName, options.Password) = (null, null)), "UserName");

    [Fact]
    public async Task A_certificate_of_an_authority_that_the_machine_does_not_know_is_refused()
        => AssertOneSentence(await RefusedAsync<CqlNoNodeException>(options => options.Tls!.CertificateAuthorityFile = null), "Tls.CertificateAuthorityFile");

    [Fact]
    public async Task A_certificate_of_another_authority_than_the_trusted_one_is_refused()
    {
        using var key = ECDsa.Create();
        using var other = new CertificateRequest("CN=other", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, other.ExportCertificatePem());
            AssertOneSentence(await RefusedAsync<CqlNoNodeException>(options => options.Tls!.CertificateAuthorityFile = file), "Tls.CertificateAuthorityFile");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_certificate_of_another_host_is_refused()
        => AssertOneSentence(await RefusedAsync<CqlNoNodeException>(options => options.Tls!.HostName = "elsewhere.example"), "Tls.HostName", "elsewhere.example");

    [Fact]
    public async Task A_certificate_may_be_of_the_name_that_is_configured()
    {
        await using var session = await ConnectAsync(options =>
        {
            Rightly(options);
            options.Tls!.HostName = "localhost";
        });
        using var rows = await session.ExecuteAsync("SELECT cluster_name FROM system.local");
        Assert.Equal("test", rows.FirstOrDefault<string>());
    }

    [Fact]
    public async Task A_session_without_tls_finds_out_in_time_that_the_server_wants_it()
        => AssertOneSentence(await RefusedAsync<CqlNoNodeException>(options => options.Tls = null), "Tls");

    private static void AssertOneSentence(CqlException refused, params string[] settings)
    {
        Assert.DoesNotContain('\n', refused.Message);
        Assert.All(settings, setting => Assert.Contains(setting, refused.Message, StringComparison.Ordinal));
    }

    private CqlOptions Options() => new() { ContactPoints = { Cluster.Nodes[0].ToString() } };

    private Task<T> RefusedAsync<T>(Action<CqlOptions> wrongly) where T : CqlException => Assert.ThrowsAsync<T>(async () =>
    {
        var connecting = ConnectAsync(options =>
        {
            Rightly(options);
            wrongly(options);
        });
        await (await connecting.WaitAsync(InTime)).DisposeAsync();
    });

    private void Rightly(CqlOptions options)
    {
        (options.UserName, options.Password) = ("cassandra", "cassandra");
        options.Tls = new CqlTlsOptions { CertificateAuthorityFile = Cluster.AuthorityFile };
    }
}
