namespace Marketplace.Silo.Commands;

/// <summary>The program's manual.</summary>
internal static class Usage
{
    public const string Text =
        """
        usage: dotnet run -c Release --project Silo -- COMMAND [--Key=value ...]

          schema --print   prints the tables that the configuration needs, as CQL for cqlsh
          schema --apply   makes what is missing of them, keyspaces too; safe to repeat, and to run by many at once
          --help           prints this

        Configuration is the API's: appsettings.json, appsettings.{environment}.json, environment variables, and here --Key=value, for instance
          --environment Cassandra --Marketplace:Cassandra:ContactPoints 127.0.0.1

        Exit codes: 0 done, 1 failed, 2 not understood.
        """;
}
