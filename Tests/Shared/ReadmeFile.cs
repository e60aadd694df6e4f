namespace Marketplace.Tests.Shared;

/// <summary>A package's README, and the programs that are printed in it, as they lie beside the tests.</summary>
internal static class ReadmeFile
{
    private const string Fence = "```";

    /// <summary>The README's lines.</summary>
    public static IReadOnlyList<string> Lines { get; } = Read("README.md");

    /// <summary>Its blocks of a language, in order.</summary>
    public static IReadOnlyList<string[]> Blocks(string language) =>
        [.. Lines.Index().Where(line => line.Item == Fence + language).Select(line => Between(Lines.Skip(line.Index), line.Item, Fence).ToArray())];

    /// <summary>What stands between the marks in a program's file.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="indent">By how many blanks it is set in there.</param>
    public static string[] Program(string file = "ReadmeProgram.cs", int indent = 8) =>
        [.. Between(Read(file), "// <program>", "// </program>").Select(line => line.Length > indent ? line[indent..] : line)];

    private static string[] Read(string file) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Readme", file));

    private static IEnumerable<string> Between(IEnumerable<string> lines, string start, string end) =>
        lines.SkipWhile(line => line.Trim() != start).Skip(1).TakeWhile(line => line.Trim() != end);
}
