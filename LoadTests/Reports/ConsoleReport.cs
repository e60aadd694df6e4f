using System.Globalization;
using Marketplace.LoadTests.Checks;
using Marketplace.LoadTests.Measurement;

namespace Marketplace.LoadTests.Reports;

/// <summary>Reports for people.</summary>
internal static class ConsoleReport
{
    public static void Write(RunReport report, TextWriter output)
    {
        output.WriteLine();
        if (report.Interrupted) output.WriteLine("Interrupted: the figures are those up to then.");
        WriteWarmUp(report.WarmUp, output);
        WritePhase(report.Measured, output);
        WriteOperations(report.Measured.Operations, output);
        WriteRefusals(report.Measured.Operations, output);
        output.WriteLine($"Generator: {report.Generator.CpuPercent:0.0} % of {report.Machine.Processors} processors, "
            + $"{report.Generator.CpuMicrosecondsPerRequest:0.0} µs and {report.Generator.AllocatedBytesPerRequest:0} B a request, "
            + $"{report.Generator.Requests:#,0} requests");
        WriteVerdict(report, output);
    }

    private static void WriteWarmUp(PhaseReport warmUp, TextWriter output)
    {
        if (warmUp.Seconds > 0)
            output.WriteLine($"Warm-up, apart: {warmUp.Throughput:#,0} transactions/s over {warmUp.Seconds:0.#} s");
    }

    private static void WritePhase(PhaseReport phase, TextWriter output)
    {
        var (accepted, rejected, failed) = phase.Transactions;
        output.WriteLine($"Measured: {phase.Throughput:#,0} transactions/s over {phase.Seconds:0.#} s; "
            + $"{accepted:#,0} accepted, {rejected:#,0} rejected, {failed:#,0} failed");
        if (phase.RequestedRate is not { } rate) return;
        output.WriteLine($"Rate: {phase.AchievedRate:#,0.#} iterations/s of {rate:#,0.#} asked for; begun late by p99 "
            + $"{phase.Lateness.P99:0.0} ms, at most {phase.Lateness.Max:0.0} ms; {phase.Dropped:#,0} dropped");
    }

    private static void WriteOperations(IReadOnlyList<OperationSummary> operations, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"{"",-12} {"accepted",9} {"rejected",9} {"failed",7} {"retries",7} {"of 5xx",6}  {"response ms: p50",16} {"p90",8} {"p99",8} {"p99.9",8} {"max",8}  "
            + $"{"service ms: p50",15} {"p99",8}");
        foreach (var operation in operations)
        {
            var ((accepted, rejected, failed), response, service) = (operation.Counts, operation.Response, operation.Service);
            if (operation.Counts.Total == 0) continue;
            output.WriteLine($"{operation.Operation,-12} {accepted,9} {rejected,9} {failed,7} {operation.Retries,7} {operation.RetriesOfFailed,6}  "
                + $"{response.P50,16:0.00} {response.P90,8:0.00} {response.P99,8:0.00} {response.P999,8:0.00} {response.Max,8:0.00}  "
                + $"{service.P50,15:0.00} {service.P99,8:0.00}");
        }
        output.WriteLine();
    }

    private static void WriteRefusals(IReadOnlyList<OperationSummary> operations, TextWriter output)
    {
        foreach (var operation in operations.Where(operation => operation.RefusedStatuses.Count > 0))
        {
            var statuses = string.Join(", ", operation.RefusedStatuses.Select(status =>
                $"{(status.Key == 0 ? "no answer" : status.Key.ToString(CultureInfo.InvariantCulture))} × {status.Value}"));
            var error = operation.FirstError is null ? "" : $" (first: {operation.FirstError})";
            output.WriteLine($"Refused {operation.Operation}: {statuses}; p99 {operation.Refused.P99:0.00} ms{error}");
        }
    }

    private static void WriteVerdict(RunReport report, TextWriter output)
    {
        output.WriteLine();
        foreach (var check in report.Checks)
        {
            output.WriteLine($"{Word(check.Outcome),-11} {check.Name}: {check.Detail}");
            foreach (var violation in check.Violations) output.WriteLine($"            {violation}");
        }
        foreach (var threshold in report.Thresholds)
            output.WriteLine($"{(threshold.IsMet ? "met" : "MISSED"),-11} {threshold.Threshold}: {threshold.Found}");
        output.WriteLine($"Result: {report.Verdict} (exit code {(int)report.Verdict})");
    }

    private static string Word(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Held => "held",
        CheckOutcome.Broken => "BROKEN",
        CheckOutcome.NotChecked => "NOT CHECKED",
        _ => "waived",
    };
}
