namespace Marketplace.Silo.Commands;

/// <summary>The program's manual.</summary>
internal static class Usage
{
    public const string Text =
        """
        usage: dotnet run -c Release --project Silo -- COMMAND [--Key=value ...]

          run              runs a silo until SIGTERM; APIs with --Marketplace:Api:Silo=Elsewhere are its clients
          schema --print   prints the tables that the configuration needs, as CQL for cqlsh
          schema --apply   makes what is missing of them, keyspaces too; safe to repeat, and to run by many at once
          export FOLDER    writes all that a marketplace has into a folder: entities, events, positions, the gateway's books
          import FOLDER    brings that into an empty marketplace, of this or another shape, and compares both in the end
          --help           prints this

        Export and import need the marketplace stopped. Ended at any moment and run again, they go on where they were.
        The books of a gateway that is a service are not the marketplace's: they stay with it.

        Configuration is the API's: appsettings.json, appsettings.{environment}.json, environment variables, and here --Key=value, for instance
          --environment Cassandra --Marketplace:Cassandra:ContactPoints 127.0.0.1

        A silo listens at Orleans:Clustering:Address (127.0.0.1), SiloPort (11111) and GatewayPort (30000); 0 is a free port.

        Exit codes: 0 done, 1 failed, 2 not understood.
        """;
}
