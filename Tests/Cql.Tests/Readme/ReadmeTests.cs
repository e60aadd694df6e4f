using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using Cql.Tests.Servers;

namespace Cql.Tests.Readme;

/// <summary>What the README says is what there is.</summary>
[Collection<ThreeNodes>]
public sealed class ReadmeTests(ThreeNodes nodes)
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "README.md"));

    [Fact]
    public async Task The_program_does_what_it_says()
    {
        var cluster = await nodes.StartedOrSkipAsync();
        using var output = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);

        await ReadmeProgram.RunAsync($"{cluster.Nodes[0]}", output);
        Assert.Equal($"Ada pays 9.99{Environment.NewLine}", output.ToString());
    }

    [Fact]
    public void The_program_is_the_one_that_is_tested()
    {
        var source = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Readme", "ReadmeProgram.cs"));
        var tested = Between(source, "// <program>", "// </program>").Select(line => line.Length > 8 ? line[8..] : line);

        Assert.Equal(tested, Between(Readme.Split('\n'), "```csharp", "```"));
    }

    [Fact]
    public void Every_error_is_told() => Assert.All(
        typeof(CqlException).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Exception)) && !type.IsAbstract),
        type => Assert.Contains($"`{type.Name}`", Readme, StringComparison.Ordinal));

    [Fact]
    public void Every_option_is_told() => Assert.All(
        typeof(CqlOptions).GetProperties().Concat(typeof(CqlTlsOptions).GetProperties()),
        option => Assert.Contains($"`{option.Name}`", Readme, StringComparison.Ordinal));

    [Fact]
    public void Every_default_of_a_number_is_told() => Assert.All(
        typeof(CqlOptions).GetProperties().Where(option => option.PropertyType == typeof(int) && option.Name != nameof(CqlOptions.MaxSpeculations)),
        option => Assert.Contains($"| `{option.Name}` | {option.GetValue(new CqlOptions())} |", Readme, StringComparison.Ordinal));

    [Fact]
    public void Every_attribute_is_told() => Assert.All(
        typeof(Cql.Telemetry.Tags).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Where(field => field.IsLiteral),
        field => Assert.Contains($"`{field.GetRawConstantValue()}`", Readme, StringComparison.Ordinal));

    [Fact]
    public void Every_metric_is_told()
    {
        var names = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == CqlTelemetry.MeterName)
                    names.Add($"| `{instrument.Name}` | {instrument.Unit} |");
            },
        };
        Assert.False(Cql.Telemetry.Instruments.Duration.Name.Length == 0);
        listener.Start();
        Assert.Equal(8, names.Count);
        Assert.All(names, name => Assert.Contains(name, Readme, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Between(IEnumerable<string> lines, string start, string end)
        => lines.SkipWhile(line => line.Trim() != start).Skip(1).TakeWhile(line => line.Trim() != end);
}
