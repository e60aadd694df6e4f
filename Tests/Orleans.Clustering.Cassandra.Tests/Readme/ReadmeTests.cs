using System.Net;
using System.Net.Sockets;

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
    public void The_program_is_the_one_that_is_tested()
    {
        var source = Read("ReadmeProgram.cs");
        var tested = Between(source, "// <program>", "// </program>").Select(line => line.Length > 8 ? line[8..] : line);

        Assert.Equal(tested, Between(Read("README.md"), "```csharp", "```"));
    }

    private static string[] Read(string file) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Readme", file));

    private static IEnumerable<string> Between(IEnumerable<string> lines, string start, string end) =>
        lines.SkipWhile(line => line.Trim() != start).Skip(1).TakeWhile(line => line.Trim() != end);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
