using System.Xml.Linq;
using Marketplace.Tests.Shared;

namespace Marketplace.Deployment.Tests.Images;

/// <summary>The Dockerfiles against the solution: no Docker is needed.</summary>
public sealed class DockerfileTests
{
    public static TheoryData<string> Images() => [.. Dockerfile.All.Keys];

    [Theory]
    [MemberData(nameof(Images))]
    public void Packages_are_restored_from_every_project_that_is_referenced_and_from_no_other(string image)
    {
        var file = Dockerfile.All[image];
        var beforeRestore = Copies(file.Instructions.TakeWhile(line => !line.Text.StartsWith("dotnet restore", StringComparison.Ordinal)));

        var projects = beforeRestore.Where(copy => copy.Source.EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        Assert.Equal(Closure(image).Order(StringComparer.Ordinal), projects.Select(copy => copy.Source).Order(StringComparer.Ordinal));
        Assert.All(projects, copy => Assert.Equal(Path.GetDirectoryName(copy.Source) + "/", copy.Target));
        Assert.All(SettingsOfBuilds(), setting => Assert.Contains(beforeRestore, copy => copy.Source == setting && copy.Target == "./"));
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Everything_that_is_copied_is_there(string image) => Assert.All(
        Copies(Dockerfile.All[image].Instructions), copy => Assert.True(Path.Exists(SolutionFolder.PathOf(copy.Source)), copy.Source));

    [Theory]
    [MemberData(nameof(Images))]
    public void The_image_has_the_program_and_nobody_is_root_in_it(string image)
    {
        var file = Dockerfile.All[image];
        var last = file.Last.ToList();

        Assert.Matches("^mcr\\.microsoft\\.com/dotnet/aspnet:10\\.0-[a-z]+-chiseled$", last[0].Text);
        Assert.Contains(("USER", "$APP_UID"), last);
        Assert.Equal(["dotnet", $"Marketplace.{file.Project}.dll"], Dockerfile.Words(Assert.Single(last, line => line.Name == "ENTRYPOINT").Text));
        Assert.Contains(file.Instructions, line => line.Text.StartsWith($"dotnet publish {file.Project}/{file.Project}.csproj -c Release", StringComparison.Ordinal));
        Assert.All(file.Instructions.Where(line => line.Name == "FROM"), line => Assert.Contains(":10.0-", line.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Nothing_that_is_built_from_is_ignored(string image)
    {
        var ignored = SolutionFolder.Read(".dockerignore").Split('\n').Where(line => line.Length > 0 && line[0] is not ('#' or '*')).ToHashSet();

        Assert.DoesNotContain(Closure(image), project => ignored.Contains(project.Split('/')[0]));
        Assert.DoesNotContain(SettingsOfBuilds().Append(".editorconfig"), ignored.Contains);
    }

    // What a build reads from the solution's folder: a restore without them has other versions, or none.
    private static string[] SettingsOfBuilds() => ["global.json", "nuget.config", "Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt"];

    private static IReadOnlyList<(string Source, string Target)> Copies(IEnumerable<(string Name, string Text)> instructions) =>
    [
        .. from line in instructions
           where line.Name == "COPY" && !line.Text.StartsWith("--from", StringComparison.Ordinal)
           let words = line.Text.Split(' ')
           from source in words[..^1]
           select (source, words[^1]),
    ];

    private static HashSet<string> Closure(string image)
    {
        var project = Dockerfile.All[image].Project;
        var found = new HashSet<string>();
        Add($"{project}/{project}.csproj");
        return found;

        void Add(string path)
        {
            if (!found.Add(path))
                return;
            foreach (var reference in XDocument.Load(SolutionFolder.PathOf(path)).Descendants("ProjectReference"))
                Add(Path.GetRelativePath(SolutionFolder.Path, Path.GetFullPath(SolutionFolder.PathOf(Path.Combine(Path.GetDirectoryName(path)!, reference.Attribute("Include")!.Value)))));
        }
    }
}
