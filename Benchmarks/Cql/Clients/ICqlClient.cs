namespace Marketplace.Benchmarks.Cql.Clients;

/// <summary>A client under measurement. Safe for use by many callers at once.</summary>
internal interface ICqlClient : IAsyncDisposable
{
    /// <summary>Makes the tables, when they are not there, and the rows that are read.</summary>
    Task SetUpAsync();

    /// <summary>Prepares what an operation needs.</summary>
    Task PrepareAsync(Operation operation);

    /// <summary>Does it once, and reads what is answered.</summary>
    ValueTask ExecuteAsync(Operation operation, long key);
}
