using Cql;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Orleans.Cassandra;

/// <summary>Looks how far a provider's tables have come in a keyspace, and brings them on.</summary>
internal sealed partial class SchemaInstaller(CassandraStore store, CassandraConnectionOptions options, TimeProvider time, ILogger<SchemaInstaller> logger)
{
    // The nodes were given their time to agree before: what is left is one that was away meanwhile.
    private const int MaxReads = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private string Keyspace => options.Keyspace;

    /// <exception cref="CassandraSchemaException">The tables are not there, or not of the version that the program knows.</exception>
    /// <exception cref="CassandraVersionException">The servers are too old.</exception>
    public async Task VerifyAsync(CassandraSchema schema, CancellationToken cancellationToken)
    {
        await ServerNeeds.CheckAsync(store.Session, cancellationToken);
        if (await ReadVersionAsync(schema, cancellationToken) is not { } version)
        {
            throw new CassandraSchemaException(
                $"Keyspace '{Keyspace}' is not there, or has no tables of Orleans: correct Keyspace, apply the schema, or set Schema to {CassandraSchemaMode.Create} for development.");
        }

        ThrowIfNewer(schema, version);
        if (version < schema.Version)
        {
            throw new CassandraSchemaException(
                $"The tables of {schema.Component} in keyspace '{Keyspace}' are of version {version}, and this program needs {schema.Version}: apply the schema, or set Schema to {CassandraSchemaMode.Create} for development.");
        }
    }

    /// <summary>Makes what is missing. Many may do so at once.</summary>
    /// <exception cref="CassandraSchemaException">The tables are of a version that the program does not know.</exception>
    /// <exception cref="CassandraVersionException">The servers are too old.</exception>
    public async Task ApplyAsync(CassandraSchema schema, CancellationToken cancellationToken)
    {
        await ServerNeeds.CheckAsync(store.Session, cancellationToken);
        if (await ReadVersionAsync(schema, cancellationToken) is not { } version)
        {
            await MakePlaceAsync(cancellationToken);
            version = 0;
        }

        ThrowIfNewer(schema, version);
        if (version == schema.Version)
            return;

        var mine = new SchemaLock(store, time);
        await mine.TakeAsync(cancellationToken);
        try
        {
            for (int now; (now = await ReadMadeAsync(schema, cancellationToken)) < schema.Version;)
                await StepAsync(schema, now, mine, cancellationToken);
        }
        finally
        {
            await mine.ReleaseAsync();
        }
    }

    private async Task StepAsync(CassandraSchema schema, int version, SchemaLock mine, CancellationToken cancellationToken)
    {
        foreach (var statement in schema.StepFrom(version, Keyspace))
        {
            await mine.RenewAsync(cancellationToken);
            await ExecuteAsync(statement, cancellationToken);
        }

        await mine.RenewAsync(cancellationToken);
        try
        {
            await ExecuteAsync(schema.Note(version + 1, Keyspace), cancellationToken);
            LogStep(schema.Component, version + 1, Keyspace);
        }
        catch (CqlOutcomeUnknownException)
        {
            // The version is read again before anything else is done.
        }
    }

    // Without a lock, for its table is not there yet: a keyspace has no id that could differ, and the table's is computed.
    private async Task MakePlaceAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            $$"""CREATE KEYSPACE IF NOT EXISTS "{{Keyspace}}" WITH replication = {'class': 'NetworkTopologyStrategy', 'replication_factor': {{options.ReplicationFactor}}}""",
            cancellationToken);
        await ExecuteAsync(CassandraSchema.CreateVersionTable(Keyspace), cancellationToken);
        await store.Session.AgreeOnSchemaAsync(cancellationToken);
    }

    /// <summary>How far the tables are; null when there is no place for any.</summary>
    private async Task<int?> ReadVersionAsync(CassandraSchema schema, CancellationToken cancellationToken)
    {
        try
        {
            var cql = $"SELECT version FROM {store.Table(CassandraSchema.VersionTable)} WHERE component = '{schema.Component}'";
            using var rows = await store.ReadSerialAsync(new SimpleStatement(cql), cancellationToken);
            return rows.FirstOrDefault<int?>() ?? 0;
        }
        catch (CqlInvalidRequestException)
        {
            return null;
        }
    }

    // The table was there, or was made: a node that knows nothing of it has not heard yet, and says nothing of the version.
    private async Task<int> ReadMadeAsync(CassandraSchema schema, CancellationToken cancellationToken)
    {
        for (var reads = 1; reads <= MaxReads; reads++)
        {
            if (await ReadVersionAsync(schema, cancellationToken) is { } version)
                return version;
            await Task.Delay(Pause, time, cancellationToken);
        }

        throw new CassandraSchemaException(
            $"A node cannot read {CassandraSchema.VersionTable} in keyspace '{Keyspace}', though it was made: see that the nodes agree on the schema ('nodetool describecluster'), and apply the schema again.");
    }

    private void ThrowIfNewer(CassandraSchema schema, int version)
    {
        if (version > schema.Version)
        {
            throw new CassandraSchemaException(
                $"The tables of {schema.Component} in keyspace '{Keyspace}' are of version {version}, and this program knows none after {schema.Version}: use the newer program, or another keyspace.");
        }
    }

    private async Task ExecuteAsync(string cql, CancellationToken cancellationToken) =>
        (await store.ExecuteAsync(new SimpleStatement(cql), cancellationToken)).Dispose();

    [LoggerMessage(LogLevel.Information, "The tables of {Component} in keyspace {Keyspace} are of version {Version} now.")]
    private partial void LogStep(string component, int version, string keyspace);
}
