using System.Text.Json;

namespace Marketplace.LoadTests.Reports;

/// <summary>Reports as files, for what compares runs.</summary>
internal static class JsonReport
{
    /// <summary>Writes <paramref name="report"/> to <paramref name="path"/>, over what was there.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task WriteAsync(RunReport report, string path, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, report, RunReportJsonContext.Default.RunReport, cancellationToken);
    }
}
