using Cql;
using Orleans.Configuration;

namespace Orleans.Cassandra;

/// <summary>Whether the providers of a host can read and write. Safe for use by many threads.</summary>
internal sealed class CassandraHealth(IServiceProvider services, IEnumerable<CassandraSchemaUse> uses)
{
    // Of one try: the client asks up to three nodes in turn.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time = CassandraServices.TimeOf(services);
    private Task<string?>? _last;
    private long _askedAt;

    /// <summary>What is wrong, in sentences; null when nothing is. Whoever comes while that is asked, or soon after, hears the same.</summary>
    public Task<string?> AskAsync()
    {
        lock (_lock)
        {
            if (_last is { } last && (!last.IsCompleted || _time.GetElapsedTime(_askedAt) < Fresh))
                return last;
            _askedAt = _time.GetTimestamp();
            return _last = Task.Run(AskAllAsync);
        }
    }

    private async Task<string?> AskAllAsync()
    {
        var places = uses.Select(use => use.Options(services)).DistinctBy(options => (SessionKey.Of(options), options.Session, options.Keyspace, options.Consistency));
        var wrong = await Task.WhenAll(places.Select(AskAsync));
        return wrong.OfType<string>().ToList() is { Count: > 0 } sentences ? string.Join(' ', sentences) : null;
    }

    private async Task<string?> AskAsync(CassandraConnectionOptions options)
    {
        try
        {
            var store = await ((CassandraStores)services.GetService(typeof(CassandraStores))!).ConnectAsync(options, CancellationToken.None);
            var read = new SimpleStatement($"SELECT version FROM {store.Table(CassandraSchema.VersionTable)} WHERE component = '(health)'")
            {
                IsIdempotent = true,
                Timeout = Patience,
            };
            (await store.ExecuteAsync(read, CancellationToken.None)).Dispose();
            return null;
        }
        catch (Exception e) when (e is CqlException or ObjectDisposedException)
        {
            return $"Cassandra does not answer for keyspace '{options.Keyspace}' at {options.Consistency}: {e.Message}";
        }
    }
}
