using Marketplace.Tests.Shared;
using Orleans.Reminders.Cassandra.Tests.Servers;

namespace Orleans.Reminders.Cassandra.Tests.Readme;

/// <summary>What the README says is what the program does.</summary>
[Collection<OneNode>]
public sealed class ReadmeTests(OneNode node)
{
    [Fact]
    public async Task The_program_does_what_it_says()
    {
        using var output = new StringWriter();

        await ReadmeProgram.RunAsync($"{(await node.StartedOrSkipAsync()).Nodes[0]}", SiloHost.FreePort(), SiloHost.FreePort(), output);

        Assert.Equal(["wake up", ""], output.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public void The_program_is_the_one_that_is_tested() => Assert.Equal(ReadmeFile.Program(), ReadmeFile.Blocks("csharp")[0]);

    [Fact]
    public void Each_instrument_is_documented()
    {
        using var metrics = new ReminderMetrics(TimeProvider.System);
        using var readings = new MeterReadings(metrics.Meter);

        Assert.NotEmpty(readings.TableRows);
        Assert.All(readings.TableRows, row => Assert.Contains(ReadmeFile.Lines, line => line.StartsWith(row, StringComparison.Ordinal)));
    }
}
