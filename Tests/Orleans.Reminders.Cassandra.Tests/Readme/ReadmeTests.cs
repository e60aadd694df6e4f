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
    public void The_program_is_the_one_that_is_tested()
    {
        var source = Between(ReadLines("ReadmeProgram.cs"), "// <program>", "// </program>").Select(line => line.Length > 8 ? line[8..] : line);

        Assert.Equal(source, Between(ReadLines("README.md"), "```csharp", "```"));
    }

    private static string[] ReadLines(string file) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Readme", file));

    private static IEnumerable<string> Between(IEnumerable<string> lines, string start, string end) =>
        lines.SkipWhile(line => line.Trim() != start).Skip(1).TakeWhile(line => line.Trim() != end);
}
