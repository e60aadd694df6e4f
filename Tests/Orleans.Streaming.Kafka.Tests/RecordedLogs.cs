using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Orleans.Streaming.Kafka.Tests;

/// <summary>Keeps what is logged.</summary>
/// <param name="lowest">From which level on.</param>
internal sealed class RecordedLogs(LogLevel lowest = LogLevel.Information) : ILoggerFactory, ILogger
{
    public ConcurrentQueue<(LogLevel Level, string Message)> Messages { get; } = new();

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= lowest;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => Messages.Enqueue((logLevel, formatter(state, exception)));

    public void Dispose()
    {
    }
}
