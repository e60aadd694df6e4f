using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Marketplace.Tests.Shared;

/// <summary>The script that runs real brokers.</summary>
internal static class KafkaServers
{
    private const string Variable = "KAFKA_SERVERS";

    /// <summary>Its path; skips the test where there is none.</summary>
    public static string ScriptOrSkip()
    {
        var folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Path.Combine(Solution(), "../shared/servers/kafka");
        var script = Path.Combine(folder, "run");
        Assert.SkipUnless(File.Exists(script), $"The test needs Kafka: set {Variable} to a folder with a script 'run' that starts it.");
        return script;
    }

    /// <summary>Runs the script to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(string script, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(script, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // A broker that lives for a minute is not worth the compiler's time for its best code.
        start.Environment["JDK_JAVA_OPTIONS"] = "-XX:TieredStopAtLevel=1";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"'run {string.Join(' ', arguments)}' ended with {process.ExitCode}: {await errors}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string Solution([CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(thisFile)!, "../../..");
}
