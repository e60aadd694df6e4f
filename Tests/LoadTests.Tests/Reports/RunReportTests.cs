using System.Text.Json;
using Marketplace.LoadTests.Checks;
using Marketplace.LoadTests.Reports;

namespace Marketplace.LoadTests.Tests.Reports;

public sealed class RunReportTests
{
    [Theory]
    [InlineData(CheckOutcome.Held, 0, true, Verdict.Passed)]
    [InlineData(CheckOutcome.Waived, 0, true, Verdict.Passed)]
    [InlineData(CheckOutcome.NotChecked, 0, true, Verdict.NotChecked)]
    [InlineData(CheckOutcome.NotChecked, 0, false, Verdict.ThresholdMissed)]
    [InlineData(CheckOutcome.Held, 1, false, Verdict.IterationsDropped)]
    [InlineData(CheckOutcome.Broken, 1, false, Verdict.InvariantBroken)]
    internal void The_worst_finding_is_the_verdict(CheckOutcome check, long dropped, bool isMet, Verdict verdict) =>
        Assert.Equal(verdict, Samples.Report(check, dropped, isMet).Verdict);

    [Fact]
    public async Task A_report_reads_back_from_JSON_as_it_was()
    {
        var report = Samples.Report(CheckOutcome.Broken);
        var path = Path.GetTempFileName();
        try
        {
            await JsonReport.WriteAsync(report, path, CancellationToken.None);
            var json = await File.ReadAllTextAsync(path);
            var read = JsonSerializer.Deserialize(json, RunReportJsonContext.Default.RunReport);
            Assert.Equivalent(report, read, strict: true);
            Assert.Contains("\"outcome\": \"Broken\"", json, StringComparison.Ordinal);
            Assert.Contains("\"verdict\": \"InvariantBroken\"", json, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_console_names_what_went_wrong()
    {
        using var output = new StringWriter();
        ConsoleReport.Write(Samples.Report(CheckOutcome.Broken, dropped: 7, isMet: false, interrupted: true), output);
        var text = output.ToString();
        Assert.Contains("Interrupted", text, StringComparison.Ordinal);
        Assert.Contains("7 dropped", text, StringComparison.Ordinal);
        Assert.Contains("BROKEN      dashboard totals: 100 sellers", text, StringComparison.Ordinal);
        Assert.Contains("seller 1: wrong", text, StringComparison.Ordinal);
        Assert.Contains("MISSED      checkout.p99<40: 25", text, StringComparison.Ordinal);
        Assert.Contains("no answer × 10", text, StringComparison.Ordinal);
        Assert.Contains("exit code 3", text, StringComparison.Ordinal);
    }
}
