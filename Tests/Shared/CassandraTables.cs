using System.Globalization;
using System.Text.RegularExpressions;
using Cql;
using Orleans.Cassandra;

namespace Marketplace.Tests.Shared;

/// <summary>The form that every table of a provider has.</summary>
internal static partial class CassandraTables
{
    private const string Compaction = "org.apache.cassandra.db.compaction.UnifiedCompactionStrategy";

    /// <summary>
    /// That the server has each table of a schema, and the table of versions, as they are written: with a comment, with
    /// UnifiedCompactionStrategy, and with the gc_grace_seconds that its last statement about it names, for none is left to the server's default.
    /// </summary>
    /// <returns>The tables.</returns>
    public static async Task<IReadOnlyList<string>> AssertFormAsync(CqlSession session, string keyspace, CassandraSchema schema, CancellationToken cancellationToken)
    {
        var statements = Enumerable.Range(0, schema.Version).SelectMany(version => schema.StepFrom(version, keyspace))
            .Append(CassandraSchema.CreateVersionTable(keyspace)).ToList();
        var written = statements
            .Where(statement => statement.Contains("CREATE TABLE", StringComparison.Ordinal))
            .Select(statement => Created.Match(statement) is { Success: true } match ? match : throw new InvalidOperationException($"It names no gc_grace_seconds: {statement}"))
            .ToDictionary(match => match.Groups["table"].Value, match => int.Parse(match.Groups["grace"].Value, CultureInfo.InvariantCulture));
        foreach (var match in statements.Select(statement => Altered.Match(statement)).Where(match => match.Success))
            written[match.Groups["table"].Value] = int.Parse(match.Groups["grace"].Value, CultureInfo.InvariantCulture);
        var tables = $"SELECT table_name, comment, gc_grace_seconds, compaction FROM system_schema.tables WHERE keyspace_name = '{keyspace}'";
        var made = new Dictionary<string, Form>();
        await foreach (var form in session.QueryAsync<Form>(new SimpleStatement(tables), cancellationToken))
            made.Add(form.TableName, form);

        Assert.All(written, table =>
        {
            var form = made[table.Key];
            Assert.NotEmpty(form.Comment);
            Assert.Equal((table.Value, Compaction), (form.GcGraceSeconds, form.Compaction["class"]));
        });
        return [.. written.Keys.Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"CREATE TABLE IF NOT EXISTS ""[^""]+""\.(?<table>\w+) .*\bgc_grace_seconds = (?<grace>[0-9]+)", RegexOptions.Singleline)]
    private static partial Regex Created { get; }

    [GeneratedRegex(@"ALTER TABLE ""[^""]+""\.(?<table>\w+) WITH gc_grace_seconds = (?<grace>[0-9]+)")]
    private static partial Regex Altered { get; }

    private sealed record Form(string TableName, string Comment, int GcGraceSeconds, Dictionary<string, string> Compaction);
}
