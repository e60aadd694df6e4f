using System.Collections.Concurrent;

namespace Orleans.Entities.RocksDb.Tests.Readers;

/// <summary>What the targets were told, over the lives of silos.</summary>
public sealed class Told
{
    public ConcurrentQueue<LogEvent> Events { get; } = new();
}
