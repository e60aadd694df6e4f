using Marketplace.Silo.Configuration;
using Orleans.Cassandra;

namespace Marketplace.Silo.Commands;

/// <summary>Prints the schema that the configured providers need, or applies it. The marketplace may run meanwhile.</summary>
internal sealed class SchemaCommand : SiloCommand
{
    private const string Print = "--print";
    private const string Apply = "--apply";

    public override void Check(SiloArguments arguments)
    {
        if (arguments.Operands.Count > 0)
            throw new UsageException($"schema takes no '{arguments.Operands[0]}'");
        if (arguments.Flags.Contains(Print) == arguments.Flags.Contains(Apply))
            throw new UsageException($"schema needs either {Print} or {Apply}");
    }

    public override async Task RunAsync(SiloArguments arguments, TextWriter output, CancellationToken stop)
    {
        await using var host = CommandHost.Build(arguments.Configuration);
        var schema = host.Services.GetService<CassandraSchemaManager>()
            ?? throw new ConfigurationRefusedException(
                "Orleans:Entities:ProviderType", "nothing is kept in Cassandra, so there is no schema: give --environment Cassandra, or Cassandra here");
        if (arguments.Flags.Contains(Print))
        {
            await output.WriteAsync(schema.ToCql());
            return;
        }

        await schema.ApplyAsync(stop);
        await output.WriteLineAsync("The schema is there.");
    }
}
