using System.Globalization;
using System.Reflection;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Streaming.Kafka.Metrics;

namespace Orleans.Streaming.Kafka.Tests.Readme;

/// <summary>What the README says is what the program does.</summary>
[Collection(nameof(OneBroker))]
public sealed class ReadmeTests(OneBroker broker)
{
    private static readonly string[] Readme = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Readme", "README.md"));

    [Fact]
    public async Task The_program_does_what_it_says()
    {
        var topic = string.Create(CultureInfo.InvariantCulture, $"readme-{Environment.ProcessId}");
        using var output = new StringWriter();

        await ReadmeProgram.RunAsync((await broker.StartedOrSkipAsync()).BootstrapServers, topic, NullLoggerFactory.Instance, output);

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
    public void Each_option_is_documented_with_its_default()
    {
        var defaults = new KafkaEventLogOptions();
        foreach (var property in typeof(KafkaEventLogOptions).GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            var value = property.GetValue(defaults) switch
            {
                null or "" or IDictionary<string, string> => "none",
                var other => string.Create(CultureInfo.InvariantCulture, $"{other}"),
            };
            Assert.Contains(Readme, line => line.StartsWith($"| `{property.Name}` | {value} |", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Each_instrument_is_documented_with_its_unit()
    {
        using var metrics = new KafkaLogMetrics();
        metrics.Observe(() => [], () => [], () => 0, () => 0);
        using var readings = new MeterReadings(metrics.Meter);

        Assert.All(readings.TableRows, row => Assert.Contains(Readme, line => line.StartsWith(row, StringComparison.Ordinal)));
        Assert.NotEmpty(readings.TableRows);
    }

    private static IEnumerable<string> Between(IEnumerable<string> lines, string start, string end) =>
        lines.SkipWhile(line => line.Trim() != start).Skip(1).TakeWhile(line => line.Trim() != end);
}
