using Microsoft.Extensions.Options;
using Orleans.Cassandra;
using Orleans.Entities;

namespace Marketplace.Silo.Configuration;

/// <summary>Why something failed, where that is for whoever runs the program to mend.</summary>
internal static class ConfigurationProblem
{
    private const string ApplySchema = "dotnet run -c Release --project Silo -- schema --apply";

    /// <summary>One sentence that names the setting and the mend, or null when the failure is none of these.</summary>
    public static string? Describe(Exception error) => error switch
    {
        ConfigurationRefusedException or OrleansConfigurationException or MoveRefusedException => OneLine(error.Message),
        OptionsValidationException invalid => OneLine(string.Join("; ", invalid.Failures)),
        CassandraVersionException version => $"{CassandraSettings.Section}: {OneLine(version.Message)}",
        CassandraSchemaException schema => $"{CassandraSettings.Section}:Keyspace or {CassandraSettings.Section}:Schema: {WithCommand(OneLine(schema.Message))}",
        Cql.CqlException cassandra => CassandraProblem.Describe(cassandra),
        EntityStoreException { InnerException: CassandraSchemaException or Cql.CqlException } cassandra => Describe(cassandra.InnerException!),
        EntityStoreException store => $"{DataDirectory.Key} or Orleans:Entities:Folder: {OneLine(store.Message)}",
        AggregateException { InnerExceptions: [var only] } => Describe(only),
        { InnerException: { } inner } => Describe(inner),
        _ => null,
    };

    /// <summary>A message without line ends.</summary>
    public static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();

    private static string WithCommand(string message)
        => message.Contains("apply the schema", StringComparison.Ordinal) ? $"{message.TrimEnd('.')} (it is applied by '{ApplySchema}')." : message;
}
