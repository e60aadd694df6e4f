using System.Globalization;
using System.Reflection;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;

namespace Orleans.Entities.Cassandra.Tests.Readme;

/// <summary>What the README says is what the program does.</summary>
[Collection(nameof(OneNode))]
public sealed class ReadmeTests(OneNode node)
{
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
    public void The_program_is_the_one_that_is_tested() => Assert.Equal(ReadmeFile.Program(), ReadmeFile.Blocks("csharp")[0]);

    [Fact]
    public void Each_instrument_is_documented()
    {
        using var metrics = new CassandraEntityMetrics();
        using var readings = new MeterReadings(metrics.Meter);
        metrics.Observe(() => 0, () => 0, () => TimeSpan.Zero);

        Assert.NotEmpty(readings.TableRows);
        Assert.All(readings.TableRows, row => Assert.Contains(ReadmeFile.Lines, line => line.StartsWith(row, StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_option_of_its_own_is_documented_with_its_default()
    {
        var defaults = new CassandraEntityOptions();
        foreach (var property in typeof(CassandraEntityOptions).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        {
            var value = property.GetValue(defaults) is null or "" ? "none" : property.GetValue(defaults);
            Assert.Contains(ReadmeFile.Lines, line => line.StartsWith($"| `{property.Name}` | {value} |", StringComparison.Ordinal));
        }
    }
}
