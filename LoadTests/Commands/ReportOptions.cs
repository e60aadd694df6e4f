using System.CommandLine;
using Marketplace.LoadTests.Checks.Thresholds;
using Marketplace.LoadTests.Reports;

namespace Marketplace.LoadTests.Commands;

/// <summary>Options of every scenario that say what is reported and demanded.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string?> _json = new("--json") { Description = "A file to write the report to" };

    private readonly Option<Threshold[]> _thresholds = new("--threshold")
    {
        Description = "A demand such as \"checkout.p99<40\" or \"throughput>=1000\"; may come several times",
        CustomParser = result => [.. result.Tokens.Select(token => Parsed.Read(result, token.Value, Threshold.Parse)).OfType<Threshold>()],
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_json);
        command.Options.Add(_thresholds);
    }

    public IReadOnlyList<Threshold> Thresholds(ParseResult parsed) => parsed.GetValue(_thresholds) ?? [];

    /// <summary>Prints the report, writes its file, and returns the exit code.</summary>
    public async Task<int> PublishAsync(ParseResult parsed, RunReport report)
    {
        ConsoleReport.Write(report, parsed.InvocationConfiguration.Output);
        if (parsed.GetValue(_json) is { } path) await JsonReport.WriteAsync(report, path, CancellationToken.None);
        return (int)report.Verdict;
    }
}
