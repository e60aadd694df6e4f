using Marketplace.Tests.Shared;
using Orleans.Configuration;
using Orleans.Persistence.Cassandra.Tests.Servers;

namespace Orleans.Persistence.Cassandra.Tests.Readme;

/// <summary>What the README says is what the program does.</summary>
[Collection<OneNode>]
public sealed class ReadmeTests(OneNode node)
{
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
    public void The_program_is_the_one_that_is_tested() => Assert.Equal(ReadmeFile.Program(), ReadmeFile.Blocks("csharp")[0]);

    [Fact]
    public void Each_instrument_is_documented()
    {
        using var metrics = new StateMetrics("tests");
        using var readings = new MeterReadings(metrics.Meter);

        Assert.NotEmpty(readings.TableRows);
        Assert.All(readings.TableRows, row => Assert.Contains(ReadmeFile.Lines, line => line.StartsWith(row, StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_option_of_its_own_is_documented_with_its_default()
    {
        var defaults = new CassandraGrainStorageOptions();

        Assert.Contains(ReadmeFile.Lines, line => line.StartsWith($"| `{nameof(defaults.DeleteStateOnClear)}` | {$"{defaults.DeleteStateOnClear}".ToLowerInvariant()} |", StringComparison.Ordinal));
        Assert.Contains(ReadmeFile.Lines, line => line.StartsWith($"| `{nameof(defaults.MaxStateBytes)}` | {defaults.MaxStateBytes} |", StringComparison.Ordinal));
    }
}
