using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Marketplace.Tests.Shared;

namespace Marketplace.Deployment.Tests.Kubernetes;

/// <summary>Renders overlays as their users do: by <c>kubectl kustomize</c>, or <c>kustomize build</c>.</summary>
internal static partial class Kustomize
{
    // Debian's kubectl has a Kustomize of 2019, which knows neither labels nor patches.
    private const int Oldest = 5;

    private static readonly (string[] Version, string[] Render)[] Renderers =
    [
        (["kubectl", "version", "--client"], ["kubectl", "kustomize"]),
        (["kustomize", "version"], ["kustomize", "build"]),
    ];

    private static readonly ConcurrentDictionary<string, Task<string?>> Rendered = [];

    /// <summary>An overlay as it would be applied; skips the test where nothing here can render it.</summary>
    public static async Task<string> RenderOrSkipAsync(string overlay)
    {
        var text = await Rendered.GetOrAdd(overlay, RenderAsync);
        Assert.SkipWhen(text is null, "The test needs kubectl or kustomize 5: install one of them.");
        return text;
    }

    private static async Task<string?> RenderAsync(string overlay)
    {
        foreach (var (version, render) in Renderers)
        {
            var told = await RunAsync(version);
            if (told is null || Version().Match(told) is not { Success: true } match || int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture) < Oldest)
                continue;
            return await RunAsync([.. render, SolutionFolder.PathOf($"k8s/overlays/{overlay}")]);
        }

        return null;
    }

    /// <returns>What a program printed, or null when it is not there.</returns>
    private static async Task<string?> RunAsync(string[] command)
    {
        if (Start(command) is not { } process)
            return null;
        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', command)}: {await errors}");
        }
    }

    private static Process? Start(string[] command)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    // One says "Kustomize Version: v5.5.0" among others, the other "v5.5.0" alone.
    [GeneratedRegex(@"(?:Kustomize Version: |\A)v(?<major>[0-9]+)\.")]
    private static partial Regex Version();
}
