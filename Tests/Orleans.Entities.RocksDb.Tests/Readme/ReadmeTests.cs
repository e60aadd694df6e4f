using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;

namespace Orleans.Entities.RocksDb.Tests.Readme;

/// <summary>What the README says is what the program does.</summary>
public sealed class ReadmeTests
{
    private static readonly string[] Readme = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Readme", "README.md"));

    [Fact]
    public async Task The_program_does_what_it_says()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();

        await ReadmeProgram.RunAsync(folder.Path, NullLogger<RocksDbEntityStore>.Instance, output);

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
    public void The_table_of_options_has_each_with_its_default()
    {
        var defaults = new RocksDbEntityOptions();
        var documented = Readme.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();

        foreach (var property in typeof(RocksDbEntityOptions).GetProperties())
        {
            var value = property.GetValue(defaults) is "" ? "none" : property.GetValue(defaults);
            Assert.Contains(documented, line => line.StartsWith($"| `{property.Name}` | {value} |", StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> Between(IEnumerable<string> lines, string start, string end) =>
        lines.SkipWhile(line => line.Trim() != start).Skip(1).TakeWhile(line => line.Trim() != end);
}
