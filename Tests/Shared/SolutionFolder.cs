namespace Marketplace.Tests.Shared;

/// <summary>The folder of the solution, above the tests that run. What the compiler knows of a source's path is of no use: a build for release maps it away.</summary>
internal static class SolutionFolder
{
    /// <summary>Where it is.</summary>
    public static string Path { get; } = Find();

    /// <summary>The path of a file or folder in it.</summary>
    public static string PathOf(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>What a file in it says.</summary>
    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder!.FullName, "Orleans.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
