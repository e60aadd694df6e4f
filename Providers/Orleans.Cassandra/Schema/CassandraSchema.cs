using System.Globalization;
using System.Text;

namespace Orleans.Cassandra;

/// <summary>The tables of a provider, as steps from version 0, which has none.</summary>
/// <remarks>
/// A step's statements name the keyspace as <c>{keyspace}</c>, and do no harm when they are executed again (<c>IF NOT EXISTS</c>), for a
/// step may be interrupted. A step that was released is never changed: what is new is another step.
/// </remarks>
internal sealed class CassandraSchema(string component, params IReadOnlyList<IReadOnlyList<string>> steps)
{
    /// <summary>The table that says which version each component has.</summary>
    public const string VersionTable = "orleans_schema";

    /// <summary>Whose tables they are.</summary>
    public string Component { get; } = component;

    /// <summary>The version after the last step.</summary>
    public int Version => steps.Count;

    /// <summary>The statements that lead from a version to the next.</summary>
    public IEnumerable<string> StepFrom(int version, string keyspace) =>
        steps[version].Select(statement => statement.Replace("{keyspace}", $"\"{keyspace}\"", StringComparison.Ordinal));

    /// <summary>The statement that notes a version, on the one before.</summary>
    public string Note(int version, string keyspace)
    {
        var before = version == 1 ? "null" : (version - 1).ToString(CultureInfo.InvariantCulture);
        return $"UPDATE \"{keyspace}\".{VersionTable} SET version = {version} WHERE component = '{Component}' IF version = {before}";
    }

    /// <summary>All of it as a script for <c>cqlsh</c>, which does no harm when it is run again.</summary>
    public string ToCql(string keyspace)
    {
        var text = new StringBuilder();
        for (var version = 0; version < Version; version++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"-- {Component}, version {version + 1}");
            foreach (var statement in StepFrom(version, keyspace))
                text.AppendLine(CultureInfo.InvariantCulture, $"{statement};");
            text.AppendLine(CultureInfo.InvariantCulture, $"{Note(version + 1, keyspace)};").AppendLine();
        }

        return text.ToString();
    }

    // Ten days, as Cassandra takes by default and older programs left it to: whichever makes the table, it is the same. Nothing would be gained by less, for
    // versions are never deleted, and a lock that was given back ends by itself within a minute on a node that missed it.
    private const int GraceSeconds = 10 * 24 * 60 * 60;

    /// <summary>The statement that makes <see cref="VersionTable"/>.</summary>
    public static string CreateVersionTable(string keyspace) => $"""
        CREATE TABLE IF NOT EXISTS "{keyspace}".{VersionTable} (
            component text PRIMARY KEY,
            version int,
            owner uuid
        ) WITH id = '{TableIds.Of(keyspace, VersionTable)}'
          AND comment = 'How far the tables of each provider have come. The row (lock) says who changes them now. Written by conditions only.'
          AND compaction = {"{'class': 'UnifiedCompactionStrategy'}"}
          AND gc_grace_seconds = {GraceSeconds}
        """;
}
