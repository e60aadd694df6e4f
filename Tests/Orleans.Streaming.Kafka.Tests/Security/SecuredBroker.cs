using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Marketplace.Tests.Shared;
using Orleans.Configuration;

namespace Orleans.Streaming.Kafka.Tests.Security;

/// <summary>A broker that is reached by TLS and a password, as in production, and by the machine's own tools without.</summary>
[CollectionDefinition(nameof(SecuredBroker))]
public sealed class SecuredBroker() : KafkaFixture(1), ICollectionFixture<SecuredBroker>, IAsyncDisposable
{
    /// <summary>The only name that its certificate is for.</summary>
    public const string Host = "localhost";

    /// <summary>Who may do everything.</summary>
    public const string UserName = "marketplace";

    // Behind those of the brokers and their controllers.
    private const int SecurePortOffset = 10;

    private readonly TestAuthority _authority = new();
    private int _port;

    /// <summary>The password of <see cref="UserName"/>, which is nowhere but here.</summary>
    public string Password { get; } = $"{Guid.NewGuid():N}";

    /// <summary>The authority that signed its certificate.</summary>
    public string AuthorityFile => _authority.CertificateFile;

    /// <summary>Where it is reached by TLS and a password, by the name of its certificate or another.</summary>
    public string ServersAt(string host) => string.Create(CultureInfo.InvariantCulture, $"{host}:{_port}");

    /// <summary>Options for topics that nobody else has, as production has them.</summary>
    public async Task<KafkaEventLogOptions> OptionsOrSkipAsync()
    {
        var cluster = await StartedOrSkipAsync();
        await LetInAsync(cluster);
        var options = TestLog.OptionsFor(cluster);
        options.BootstrapServers = ServersAt(Host);
        options.Settings["security.protocol"] = "SASL_SSL";
        options.Settings["ssl.ca.location"] = AuthorityFile;
        options.Settings["sasl.mechanism"] = "SCRAM-SHA-512";
        options.Settings["sasl.username"] = UserName;
        options.Settings["sasl.password"] = Password;
        return options;
    }

    /// <inheritdoc/>
    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _authority.Dispose();
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> SettingsAt(int port)
    {
        _port = port + SecurePortOffset;
        return
        [
            $"listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{port + 1},SASL_SSL://127.0.0.1:{_port}",
            $"advertised.listeners=PLAINTEXT://127.0.0.1:{port},SASL_SSL://{Host}:{_port}",
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL",
            "ssl.keystore.type=PEM",
            $"ssl.keystore.location={_authority.Issue(Host)}",
            "sasl.enabled.mechanisms=SCRAM-SHA-512",
            "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;",
        ];
    }

    private async Task LetInAsync(KafkaCluster cluster)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = cluster.BootstrapServers }).Build();
        await admin.AlterUserScramCredentialsAsync(
        [
            new UserScramCredentialUpsertion
            {
                User = UserName,
                ScramCredentialInfo = new() { Mechanism = ScramMechanism.ScramSha512, Iterations = 4096 },
                Password = System.Text.Encoding.UTF8.GetBytes(Password),
            },
        ]);
    }
}
