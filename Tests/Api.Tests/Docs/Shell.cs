using System.Diagnostics;
using Marketplace.Api.Tests.Hosting;
using Marketplace.Tests.Shared;

namespace Marketplace.Api.Tests.Docs;

/// <summary>Runs what a document shows, as a newcomer would: by a shell, with curl.</summary>
internal static class Shell
{
    public static bool IsThere => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>A file of the repository.</summary>
    public static Task<string> ReadAsync(string file) => File.ReadAllTextAsync(SolutionFolder.PathOf(file));

    /// <summary>The first script of a document.</summary>
    public static string ScriptOf(string document)
    {
        const string Begin = "```bash\n";
        var start = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return document[start..document.IndexOf("```", start, StringComparison.Ordinal)];
    }

    /// <summary>Runs a script that must succeed, and answers what it wrote.</summary>
    public static async Task<string> RunAsync(string script, TestMarketplace marketplace)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["API"] = new Uri(marketplace.Http.BaseAddress!, "/v1").ToString();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await errors);
        return output;
    }
}
