using System.Net;
using System.Net.Sockets;
using Marketplace.Api.Hosting;

namespace Marketplace.Api.Tests.Hosting;

/// <summary>Configuration that makes no sense ends the start in one sentence that names the key and the mend.</summary>
[Trait("store", "none")]
public sealed class ConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-configuration-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--urls=nonsense", "ASPNETCORE_URLS")]
    [InlineData("--urls=ftp://127.0.0.1:1", "ASPNETCORE_URLS")]
    [InlineData("--Orleans:Clustering:ProviderType=Zookeeper", "Orleans:Clustering:ProviderType")]
    [InlineData("--Orleans:Clustering:SiloPort=99999", "Orleans:Clustering:SiloPort")]
    [InlineData("--Orleans:Clustering:Address=0.0.0.0", "Orleans:Clustering:Address")]
    [InlineData("--Marketplace:Api:Silo=Nowhere", "Marketplace:Api:Silo")]
    [InlineData("--Marketplace:Api:Silo=Elsewhere", "Marketplace:Payments:Gateway")]
    [InlineData("--Orleans:Entities:ProviderType=Paper", "Orleans:Entities:ProviderType")]
    [InlineData("--Orleans:Entities:Partitions=0", "Orleans:Entities:Partitions")]
    [InlineData("--Orleans:Entities:QueueCalls=many", "Orleans:Entities:QueueCalls: 'many' cannot be used: give a whole number")]
    [InlineData("--Orleans:Entities:CacheBytes=1.5", "Orleans:Entities:CacheBytes")]
    [InlineData("--Orleans:Entities:Foldr=elsewhere", "Orleans:Entities:Folder")]
    [InlineData("--Orleans:Entitys:ProviderType=RocksDb", "Orleans:Entities")]
    [InlineData("--Orleans:Clustering:SiloPrt=1", "Orleans:Clustering:SiloPort")]
    [InlineData("--Orleans:Streaming:events:ProviderType=Paper", "Orleans:Streaming: 'Paper' is no provider: give Kafka, Memory, RocksDb")]
    [InlineData("--Orleans:Streaming:events=RocksDb", "Orleans:Streaming")]
    [InlineData("--Orleans:Reminders:ProviderType=Memory", "Orleans:Reminders:ProviderType")]
    [InlineData("--Orleans:Reminders:Folder=elsewhere", "Orleans:Reminders:ProviderType")]
    [InlineData("--Orleans:GrainStorage:Default:ProviderType=Paper", "Orleans:GrainStorage:Default:ProviderType")]
    [InlineData("--Orleans:GrainStorage:Default=RocksDb", "Orleans:GrainStorage:Default:ProviderType")]
    [InlineData("--Marketplace:Payments:Gateway=Gold", "Marketplace:Payments:Gateway")]
    [InlineData("--Marketplace:Payments:Gateway=SandboxService", "Marketplace:Payments:Url")]
    [InlineData("--Marketplace:Payments:Url=http://127.0.0.1:5003", "Marketplace:Payments:Url")]
    [InlineData("--Marketplace:Operators:Url=nonsense", "Marketplace:Operators:Url")]
    [InlineData("--Marketplace:Operators:Url=http://0.0.0.0:0", "Marketplace:Operators:Key")]
    [InlineData("--Marketplace:Operators:Key=short", "Marketplace:Operators:Key")]
    [InlineData("--Marketplace:Operators:Access=maybe", "Marketplace:Operators:Access")]
    [InlineData("--Marketplace:Api:MaxRequestsInFlight=none", "Marketplace:Api:MaxRequestsInFlight")]
    [InlineData("--Marketplace:Logging:Format=runes", "Marketplace:Logging:Format")]
    [InlineData("--Marketplace:Telemetry:Otlp=nonsense", "Marketplace:Telemetry:Otlp")]
    [InlineData("--Marketplace:OnlineMarketplace:Enabled=perhaps", "Marketplace:OnlineMarketplace:Enabled")]
    [InlineData("--Marketplace:FailPoints=nowhere", "Marketplace:FailPoints")]
    [InlineData("--Marketplace:Carts:Lifetime=00:00:00", "Marketplace:Carts:Lifetime")]
    [InlineData("--Marketplace:Orders:CaptureTimeout=soon", "Marketplace:Orders:CaptureTimeout")]
    [InlineData("--Marketplace:Orders:CaptureTimeout=1.00:00:00", "Marketplace:Orders:CaptureTimeout")]
    [InlineData("--Marketplace:Orders:PaymentDeadline=-1.00:00:00", "Marketplace:Orders:PaymentDeadline")]
    [InlineData("--Marketplace:Carts:SweepPeriod=1000.00:00:00", "Marketplace:Carts:SweepPeriod")]
    [InlineData("--Marketplace:Carts:Lifetime=10000000.00:00:00", "Marketplace:Carts:Lifetime")]
    [InlineData("--Marketplace:Stock:AskAfter=00:00:00", "Marketplace:Stock:AskAfter")]
    [InlineData("--Marketplace:Payments:Sandbox:SettleAfter=soon", "Marketplace:Payments:Sandbox:SettleAfter")]
    [InlineData("--Marketplace:Payments:Sandbox:SettleAfter=-00:00:01", "Marketplace:Payments:Sandbox:SettleAfter")]
    [InlineData("--Marketplace:Services:0=Carts", "Marketplace:Services")]
    [InlineData("--Marketplace:Demo=perhaps", "Marketplace:Demo")]
    [InlineData("--Marketplace:Api:MaxRequestsInFlight=0", "Marketplace:Api:MaxRequestsInFlight")]
    [InlineData("--Marketplace:Operators:Url=https://127.0.0.1:0", "Marketplace:Operators:Url")]
    [InlineData("--Marketplace:Operators:Url=http://127.0.0.1:0/path", "Marketplace:Operators:Url")]
    [InlineData("--Marketplace:DataDirectry=here", "Marketplace:DataDirectory")]
    [InlineData("--Marketplace:Operators=http://127.0.0.1:0", "Marketplace:Operators")]
    [InlineData("--Logging:LogLevel:Default=Loud", "Logging:LogLevel:Default")]
    [InlineData("--Orleans:Entities:QueueCalls=-1", "Orleans:Entities:QueueCalls")]
    [InlineData("--Orleans:Entities:Folder=/dev/null/nowhere", "/dev/null/nowhere")]
    [InlineData("--urls=https://127.0.0.1:0", "ASPNETCORE_URLS")]
    [InlineData("--urls=http://unix:relative", "ASPNETCORE_URLS")]
    [InlineData("--dmeo", "--demo")]
    [InlineData("demo", "--demo")]
    public async Task A_key_that_makes_no_sense_is_named(string setting, string key)
    {
        var (code, output, error) = await RunAsync(setting);

        AssertOneSentence(code, output, error, key);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        var file = Path.Combine(_folder, "a-file");
        await File.WriteAllTextAsync(file, "");

        var (code, output, error) = await RunAsync($"--Marketplace:DataDirectory={file}");

        AssertOneSentence(code, output, error, "Marketplace:DataDirectory");
    }

    [Fact]
    public async Task A_folder_that_another_process_has_is_named()
    {
        await using var first = await TestMarketplace.StartAsync();

        var (code, output, error) = await RunAsync($"--Marketplace:DataDirectory={first.Folder}");

        AssertOneSentence(code, output, error, first.Folder);
    }

    [Fact]
    public async Task An_address_that_another_program_has_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var (code, output, error) = await RunAsync($"--urls=http://{other.LocalEndpoint}");

        AssertOneSentence(code, output, error, "ASPNETCORE_URLS");
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string setting)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await MarketplaceProgram.RunAsync([.. TestMarketplace.Settings(_folder), setting], output, error);
        return (code, output.ToString(), error.ToString());
    }

    private static void AssertOneSentence(int code, string output, string error, string key)
    {
        Assert.Equal(1, code);
        var sentence = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(key, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }
}
