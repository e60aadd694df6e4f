using System.Xml.Linq;
using Marketplace.Tests.Shared;

namespace Marketplace.Architecture.Tests;

/// <summary>Dependencies point one way: what each project may reference is written here, and nothing else is allowed.</summary>
public sealed class ReferenceTests
{
    /// <summary>What a project may reference of ours, and which packages besides what the framework brings.</summary>
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new()
    {
        ["Grains.Interfaces"] = ([], ["Microsoft.Orleans.Sdk"]),
        ["Grains"] = (["Grains.Interfaces", "Orleans.Entities"], ["Microsoft.Orleans.Sdk", "Microsoft.Orleans.Runtime"]),
        ["ReadModels"] = (
            ["Grains.Interfaces", "Orleans.Entities"],
            ["Microsoft.Orleans.Sdk", "Microsoft.Orleans.Runtime", "Microsoft.Data.Sqlite.Core", "SQLitePCLRaw.bundle_e_sqlite3", "SourceGear.sqlite3"]),
        ["Payments.Sandbox"] = (["Grains.Interfaces"], ["RocksDB"]),
        ["Silo"] = (
            [
                "Grains", "ReadModels", "Payments.Sandbox", "Orleans.Entities", "Orleans.Entities.RocksDb", "Orleans.Entities.Cassandra",
                "Orleans.Clustering.Cassandra", "Orleans.Persistence.Cassandra", "Orleans.Reminders.Cassandra", "Orleans.Streaming.Kafka",
            ],
            ["*"]),
        ["Api"] = (["Grains.Interfaces", "Silo"], ["*"]),
        ["LoadTests"] = ([], ["HdrHistogram", "System.CommandLine"]),
        ["Orleans.Entities"] = ([], ["Microsoft.Orleans.Sdk", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Streaming"]),
        ["Orleans.Entities.RocksDb"] = (["Orleans.Entities"], ["RocksDB", "Microsoft.Orleans.Reminders"]),
        ["Orleans.Entities.Cassandra"] = (["Orleans.Entities", "Orleans.Entities.RocksDb", "Orleans.Cassandra"], []),
        ["Orleans.Streaming.Kafka"] = (["Orleans.Entities"], ["Confluent.Kafka", "Microsoft.Orleans.Sdk"]),
        ["Cql"] = (
            [],
            [
                "K4os.Compression.LZ4", "System.IO.Hashing", "Microsoft.Extensions.Configuration.Abstractions",
                "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Diagnostics.HealthChecks",
                "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
            ]),
        ["Orleans.Cassandra"] = (["Cql"], ["Microsoft.Orleans.Core"]),
        ["Orleans.Persistence.Cassandra"] = (["Orleans.Cassandra"], ["Microsoft.Orleans.Runtime"]),
        ["Orleans.Reminders.Cassandra"] = (["Orleans.Cassandra"], ["Microsoft.Orleans.Reminders"]),
        ["Orleans.Clustering.Cassandra"] = (["Orleans.Cassandra"], ["Microsoft.Orleans.Runtime"]),
        ["Benchmarks"] = (
            [
                "Grains", "Cql", "Orleans.Entities.RocksDb", "Orleans.Entities.Cassandra", "Orleans.Clustering.Cassandra", "Orleans.Persistence.Cassandra",
                "Orleans.Reminders.Cassandra", "Orleans.Streaming.Kafka", "Api", // Api: the program that is started
            ],
            ["*"]),
    };

    /// <summary>Which projects may use ASP.NET Core: those that serve HTTP, and those that need the abstractions of hosting in it.</summary>
    private static readonly string[] WithAspNet = ["Api", "Silo", "Payments.Sandbox", "ReadModels", "Benchmarks"];

    public static TheoryData<string> Projects()
        => [.. ProjectFiles().Select(file => Path.GetRelativePath(SolutionFolder.Path, file))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_architecture_allows(string project)
    {
        var file = Path.Combine(SolutionFolder.Path, project);
        var name = Path.GetFileNameWithoutExtension(file);
        Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} is new: say in this test what it may reference.");

        var (projects, packages, usesAspNet) = ReferencesOf(file);
        Assert.Empty(allowed.Projects is ["*"] ? [] : projects.Except(allowed.Projects));
        Assert.Empty(allowed.Packages is ["*"] ? [] : packages.Except(allowed.Packages));
        Assert.True(!usesAspNet || WithAspNet.Contains(name), $"{name} uses ASP.NET Core.");
    }

    [Fact]
    public void Every_folder_of_tests_mirrors_a_project()
    {
        var known = ProjectFiles().Select(Path.GetFileNameWithoutExtension).Append("Architecture").Append("Crash").Append("Deployment").Append("Orleans.Storage.Contract").ToHashSet();
        var tests = Directory.GetFiles(Path.Combine(SolutionFolder.Path, "Tests"), "*.Tests.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)[..^".Tests".Length]);

        Assert.All(tests, test => Assert.Contains(test, known));
    }

    [Theory]
    [InlineData("Grains", "System.Net.Http", "Microsoft.AspNetCore", "RocksDbSharp", "System.IO;")]
    [InlineData("Grains.Interfaces", "Microsoft.AspNetCore", "System.Net.Http", "Orleans.Entities", "System.IO;")]
    [InlineData("Providers", "Marketplace.")]
    public void A_layer_does_not_use_what_belongs_to_another(string folder, params string[] namespaces)
    {
        ArgumentNullException.ThrowIfNull(namespaces);
        var found =
            from file in Directory.GetFiles(Path.Combine(SolutionFolder.Path, folder), "*.cs", SearchOption.AllDirectories)
            where !IsOutput(file)
            from line in File.ReadLines(file)
            where line.StartsWith("using ", StringComparison.Ordinal) && namespaces.Any(name => line.Contains(name, StringComparison.Ordinal))
            select $"{Path.GetRelativePath(SolutionFolder.Path, file)}: {line}";

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("Grains")]
    [InlineData("Grains.Interfaces")]
    public void What_a_layer_must_not_use_is_not_there_without_a_word_either(string project)
    {
        var removed = XDocument.Load(Path.Combine(SolutionFolder.Path, project, project + ".csproj")).Descendants("Using").Select(e => e.Attribute("Remove")?.Value).OfType<string>();

        Assert.Equal(["System.IO", "System.Net.Http"], removed.Order());
    }

    private static IEnumerable<string> ProjectFiles()
        => Directory.GetFiles(SolutionFolder.Path, "*.csproj", SearchOption.AllDirectories)
            .Where(file => !IsOutput(file) && !Path.GetRelativePath(SolutionFolder.Path, file).StartsWith("Tests", StringComparison.Ordinal));

    private static bool IsOutput(string file)
        => file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "artifacts");

    private static (IEnumerable<string> Projects, IEnumerable<string> Packages, bool UsesAspNet) ReferencesOf(string file)
    {
        var document = XDocument.Load(file);
        return (
            document.Descendants("ProjectReference").Select(e => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value)),
            document.Descendants("PackageReference").Select(e => e.Attribute("Include")!.Value),
            document.Root!.Attribute("Sdk")?.Value != "Microsoft.NET.Sdk" || document.Descendants("FrameworkReference").Any());
    }
}
