using Marketplace.Tests.Shared;

namespace Marketplace.Deployment.Tests.Images;

/// <summary>A Dockerfile of ours, read as far as ours go.</summary>
internal sealed class Dockerfile
{
    private Dockerfile(string project)
    {
        Project = project;
        Instructions = [.. Joined(SolutionFolder.Read($"{project}/Dockerfile")).Select(line => line.Split(' ', 2, StringSplitOptions.TrimEntries)).Select(parts => (parts[0], parts[1]))];
    }

    /// <summary>Those there are, by the image's name without what stands before its last slash.</summary>
    public static IReadOnlyDictionary<string, Dockerfile> All { get; } = new Dictionary<string, Dockerfile>
    {
        ["silo"] = new("Silo"),
        ["api"] = new("Api"),
        ["payments-sandbox"] = new("Payments.Sandbox"),
    };

    /// <summary>The project that it publishes.</summary>
    public string Project { get; }

    /// <summary>All its instructions, in order.</summary>
    public IReadOnlyList<(string Name, string Text)> Instructions { get; }

    /// <summary>The instructions of the image that comes out.</summary>
    public IEnumerable<(string Name, string Text)> Last => Instructions.Skip(Instructions.Index().Last(line => line.Item.Name == "FROM").Index);

    /// <summary>What the image has in its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment => Last
        .Where(line => line.Name == "ENV")
        .SelectMany(line => line.Text.Split(' '))
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The program's arguments when none are given.</summary>
    public IReadOnlyList<string> DefaultArguments => [.. Last.Where(line => line.Name == "CMD").SelectMany(line => Words(line.Text))];

    /// <summary>The image's Dockerfile when it is one of ours, by its whole name.</summary>
    public static Dockerfile? Of(string image)
    {
        var name = image.Split(':')[0];
        return name.Contains("marketplace/", StringComparison.Ordinal) ? All[name.Split('/')[^1]] : null;
    }

    /// <summary>The words of an array such as <c>["dotnet", "a.dll"]</c>.</summary>
    public static IEnumerable<string> Words(string array) => array.Trim('[', ']').Split(',').Select(word => word.Trim(' ', '"'));

    private static IEnumerable<string> Joined(string text) => text.Replace("\\\n", " ", StringComparison.Ordinal)
        .Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#'));
}
