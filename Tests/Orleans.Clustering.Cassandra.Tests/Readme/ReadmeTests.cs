using System.Net;
using System.Net.Sockets;
using Marketplace.Tests.Shared;

namespace Orleans.Clustering.Cassandra.Tests.Readme;

/// <summary>What the README says is what the program does.</summary>
[Collection(nameof(OneNode))]
public sealed class ReadmeTests(OneNode node)
{
    [Fact]
    public async Task The_program_finds_itself_active()
    {
        var contactPoint = $"{(await node.StartedOrSkipAsync()).Nodes[0]}";
        using var output = new StringWriter();

        await ReadmeProgram.RunAsync(contactPoint, FreePort(), FreePort(), output);

        Assert.Equal("1 active", output.ToString().Trim());
    }

    [Fact]
    public void The_program_is_the_one_that_is_tested() => Assert.Equal(ReadmeFile.Program(), ReadmeFile.Blocks("csharp")[0]);

    [Fact]
    public void Each_instrument_is_documented()
    {
        using var metrics = new MembershipMetrics(TimeProvider.System);
        using var readings = new MeterReadings(metrics.Meter);

        Assert.NotEmpty(readings.TableRows);
        Assert.All(readings.TableRows, row => Assert.Contains(ReadmeFile.Lines, line => line.StartsWith(row, StringComparison.Ordinal)));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
