using Marketplace.Tests.Shared;
using Orleans.Configuration;
using Orleans.Persistence.Cassandra.Tests.Servers;

namespace Orleans.Persistence.Cassandra.Tests.Readme;

/// <summary>What the README says is what the program does.</summary>
[Collection<OneNode>]
public sealed class ReadmeTests(OneNode node)
{
    private static readonly string[] Readme = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Readme", "README.md"));

    [Fact]
    public async Task The_program_counts_its_starts()
    {
        var contactPoint = $"{(await node.StartedOrSkipAsync()).Nodes[0]}";
        using var output = new StringWriter();

        for (var start = 0; start < 2; start++)
            await ReadmeProgram.RunAsync(contactPoint, SiloHost.FreePort(), SiloHost.FreePort(), output);

        Assert.Equal(["1 visits", "2 visits", ""], output.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public void The_program_is_the_one_that_is_tested()
    {
        var source = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Readme", "ReadmeProgram.cs"));
        var tested = Between(source, "// <program>", "// </program>").Select(line => line.Length > 8 ? line[8..] : line);

        Assert.Equal(tested, Between(Readme, "```csharp", "```"));
    }

    [Fact]
    public void Each_option_of_its_own_is_documented_with_its_default()
    {
        var defaults = new CassandraGrainStorageOptions();

        Assert.Contains(Readme, line => line.StartsWith($"| `{nameof(defaults.DeleteStateOnClear)}` | {$"{defaults.DeleteStateOnClear}".ToLowerInvariant()} |", StringComparison.Ordinal));
        Assert.Contains(Readme, line => line.StartsWith($"| `{nameof(defaults.MaxStateBytes)}` | {defaults.MaxStateBytes} |", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Between(IEnumerable<string> lines, string start, string end) =>
        lines.SkipWhile(line => line.Trim() != start).Skip(1).TakeWhile(line => line.Trim() != end);
}
