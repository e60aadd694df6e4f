using System.Globalization;
using System.Text;
using Cql;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Orleans.Cassandra;

/// <summary>The schema of all providers of a host: a service of it, for programs and scripts that change the schema apart from the start.</summary>
/// <remarks>Safe for use by many threads, and by many programs at once.</remarks>
public sealed class CassandraSchemaManager
{
    private readonly IServiceProvider _services;
    private readonly IEnumerable<CassandraSchemaUse> _uses;
    private readonly CassandraStores _stores;
    private readonly TimeProvider _time;
    private readonly ILogger<SchemaInstaller> _logger;

    internal CassandraSchemaManager(
        IServiceProvider services, IEnumerable<CassandraSchemaUse> uses, CassandraStores stores, TimeProvider time, ILoggerFactory loggers)
        => (_services, _uses, _stores, _time, _logger) = (services, uses, stores, time, loggers.CreateLogger<SchemaInstaller>());

    /// <summary>
    /// The schema as CQL for <c>cqlsh</c>, from nothing to the newest version, to be run by one at a time; what is there already is left as it
    /// is. Keyspaces are not in it: how a cluster replicates is the operator's to say.
    /// </summary>
    public string ToCql()
    {
        var text = new StringBuilder();
        foreach (var keyspace in Uses().GroupBy(use => use.Options.Keyspace))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{CassandraSchema.CreateVersionTable(keyspace.Key)};").AppendLine();
            foreach (var (schema, _) in keyspace)
                text.Append(schema.ToCql(keyspace.Key));
        }

        return text.ToString();
    }

    /// <summary>Makes what is missing, keyspaces too.</summary>
    /// <exception cref="CassandraSchemaException">Tables are of a version that the program does not know.</exception>
    /// <exception cref="CqlException">A cluster cannot be reached, or does not take a statement.</exception>
    public async Task ApplyAsync(CancellationToken cancellationToken = default)
    {
        foreach (var (schema, options) in Uses())
        {
            var store = await _stores.ConnectAsync(options, cancellationToken);
            await new SchemaInstaller(store, options, _time, _logger).ApplyAsync(schema, cancellationToken);
        }
    }

    private IEnumerable<(CassandraSchema Schema, CassandraConnectionOptions Options)> Uses() =>
        _uses.Select(use => (use.Schema, Options: use.Options(_services)))
            .DistinctBy(use => (use.Schema.Component, use.Options.Keyspace, SessionKey.Of(use.Options), use.Options.Session));
}
