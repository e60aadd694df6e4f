using System.Text.RegularExpressions;
using Marketplace.Silo.Configuration;
using Marketplace.Tests.Shared;

namespace Marketplace.Silo.Tests.Configuration;

/// <summary>Holds <c>docs/configuration.md</c> to what the program takes.</summary>
public sealed partial class ConfigurationDocumentTests
{
    [Fact]
    public void It_has_every_key_and_no_other()
    {
        // Those of Cassandra have a document of their own.
        var known = KnownKeys.All.Where(key => !key.StartsWith(CassandraSettings.Section, StringComparison.Ordinal)).Append(CassandraSettings.Section);

        var written = Key().Matches(SolutionFolder.Read("docs/configuration.md")).Select(match => match.Groups["key"].Value);

        Assert.Equal(known.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("^\\| `(?<key>Marketplace:[A-Za-z:]+)`", RegexOptions.Multiline)]
    private static partial Regex Key();
}
