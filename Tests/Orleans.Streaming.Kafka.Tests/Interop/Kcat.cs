using System.Diagnostics;

namespace Orleans.Streaming.Kafka.Tests.Interop;

/// <summary>A program of others that reads and writes Kafka.</summary>
internal sealed class Kcat(string bootstrapServers, string topic)
{
    private const string Program = "kcat";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Skips the test where it is not installed.</summary>
    public static void SkipIfMissing() => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program))),
        $"The test needs {Program}: install it (Debian: apt install {Program}).");

    /// <summary>Everything that a partition holds.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="format">How a record is printed.</param>
    public Task<string> ReadAsync(int partition, string format)
        => RunAsync(["-C", "-p", $"{partition}", "-o", "beginning", "-e", "-q", "-X", "isolation.level=read_committed", "-f", format], "");

    /// <summary>Writes a record whose partition its key chooses.</summary>
    public Task WriteAsync(string key, string value, params IEnumerable<string> headers)
        => RunAsync(["-P", "-K", "|", "-X", "topic.partitioner=murmur2", .. headers.SelectMany(header => (string[])["-H", header])], $"{key}|{value}\n");

    private async Task<string> RunAsync(IEnumerable<string> arguments, string input)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var process = Process.Start(new ProcessStartInfo(Program, ["-b", bootstrapServers, "-t", topic, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }
}
