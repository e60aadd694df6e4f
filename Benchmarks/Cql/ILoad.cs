namespace Marketplace.Benchmarks.Cql;

/// <summary>A way to put a client under load.</summary>
internal interface ILoad
{
    /// <summary>Does it for so long, and tells how it went.</summary>
    Task<ClientFigures> RunAsync(TimeSpan duration);
}
