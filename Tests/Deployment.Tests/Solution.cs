using System.Runtime.CompilerServices;

namespace Marketplace.Deployment.Tests;

/// <summary>The files that are deployed, where they lie.</summary>
internal static class Solution
{
    /// <summary>The solution's folder.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "../.."));

    /// <summary>The path of a file or folder in it.</summary>
    public static string PathOf(string relative) => Path.Combine(Folder, relative);

    /// <summary>What a file says.</summary>
    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    private static string Here([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}
