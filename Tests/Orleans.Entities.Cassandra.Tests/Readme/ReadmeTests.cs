using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;

namespace Orleans.Entities.Cassandra.Tests.Readme;

/// <summary>What the README says is what the program does.</summary>
[Collection(nameof(OneNode))]
public sealed class ReadmeTests(OneNode node)
{
    private static readonly string[] Readme = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Readme", "README.md"));

    [Fact]
    public async Task The_program_does_what_it_says()
    {
        var contactPoint = $"{(await node.StartedOrSkipAsync()).Nodes[0]}";
        var keyspace = string.Create(CultureInfo.InvariantCulture, $"readme_{Environment.ProcessId}");
        var folder = Directory.CreateTempSubdirectory("entities-readme-");
        using var output = new StringWriter();

        await ReadmeProgram.RunAsync(contactPoint, keyspace, Path.Combine(folder.FullName, "log"), NullLoggerFactory.Instance, output);
        folder.Delete(recursive: true);

        Assert.Equal(["Committed", "order/A-17@1.0 orders.order.placed.v1", ""], output.ToString().Split(Environment.NewLine));
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
        var defaults = new CassandraEntityOptions();
        foreach (var property in typeof(CassandraEntityOptions).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        {
            var value = property.GetValue(defaults) is null or "" ? "none" : property.GetValue(defaults);
            Assert.Contains(Readme, line => line.StartsWith($"| `{property.Name}` | {value} |", StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> Between(IEnumerable<string> lines, string start, string end) =>
        lines.SkipWhile(line => line.Trim() != start).Skip(1).TakeWhile(line => line.Trim() != end);
}
