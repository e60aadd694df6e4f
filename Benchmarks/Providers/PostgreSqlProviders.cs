namespace Marketplace.Benchmarks.Providers;

/// <summary>Orleans' own for ADO.NET; named by the connection string of a database that has their tables.</summary>
internal sealed class PostgreSqlProviders(string connectionString) : IProviders
{
    private const string Invariant = "Npgsql";

    public string Name => "PostgreSQL";

    public bool IsOurs => false;

    public void AddTo(ISiloBuilder silo) => silo
        .AddAdoNetGrainStorageAsDefault(options => (options.Invariant, options.ConnectionString) = (Invariant, connectionString))
        .UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Invariant, connectionString))
        .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, connectionString));
}
