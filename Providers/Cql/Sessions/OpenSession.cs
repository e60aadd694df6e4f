using Cql.Telemetry;

namespace Cql.Sessions;

/// <summary>A cluster that was found, and what works on it.</summary>
internal sealed class OpenSession : IAsyncDisposable
{
    private OpenSession(SessionSettings settings)
    {
        Cluster = new Cluster(settings);
        Executor = new RequestExecutor(Cluster, settings);
        Prepared = new PreparedStatements(Cluster, settings);
    }

    public Cluster Cluster { get; }

    public RequestExecutor Executor { get; }

    public PreparedStatements Prepared { get; }

    /// <summary>Finds the cluster.</summary>
    /// <exception cref="CqlException">No node takes a connection.</exception>
    public static async Task<OpenSession> OpenAsync(SessionSettings settings, CancellationToken cancellationToken)
    {
        var session = new OpenSession(settings);
        try
        {
            await session.Cluster.ConnectAsync(cancellationToken);
            Instruments.Add(session.Cluster);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        Instruments.Remove(Cluster);
        return Cluster.DisposeAsync();
    }
}
