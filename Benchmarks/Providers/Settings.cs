using System.Globalization;

namespace Marketplace.Benchmarks.Providers;

/// <summary>What a comparison of providers is told on the command line.</summary>
internal sealed record Settings(int Rounds, int Seconds, IReadOnlyList<IProviders> Stores)
{
    public const string Usage = """
        Give the rounds, the seconds of each turn, and stores; one that is not named is left out:
          cassandra=HOST:PORT rocksdb=FOLDER postgresql=CONNECTION_STRING redis=CONNECTION_STRING
        The database of PostgreSQL has the tables of Orleans already: by PostgreSQL-Main.sql, -Persistence.sql, -Reminders.sql and
        -Clustering.sql, which are in src/AdoNet of dotnet/orleans.
        """;

    public static Settings Parse(string[] args) => args is [var rounds, var seconds, _, ..]
        ? new(int.Parse(rounds, CultureInfo.InvariantCulture), int.Parse(seconds, CultureInfo.InvariantCulture), [.. args.Skip(2).Select(Store)])
        : throw new ArgumentException(Usage, nameof(args));

    private static IProviders Store(string named) => named.Split('=', 2) switch
    {
        ["cassandra", var contactPoint] => new CassandraProviders(contactPoint),
        ["rocksdb", var folder] => new RocksDbProviders(folder),
        ["postgresql", var connectionString] => new PostgreSqlProviders(connectionString),
        ["redis", var connectionString] => new RedisProviders(connectionString),
        _ => throw new ArgumentException($"There is no store '{named}'. {Usage}", nameof(named)),
    };
}
