using System.Net;
using Cql.Protocol.Messages;
using Microsoft.Extensions.Logging;

namespace Cql.Connections;

// One timer a connection: it ends what waits too long, and asks a silent server for a sign of life.
internal sealed partial class CqlConnection
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMilliseconds(50);

    private readonly ITimer _watch;
    private int _asking;

    private void Watch()
    {
        var now = _settings.Time.GetTimestamp();
        foreach (var slot in _streams.Used)
            slot?.Sweep(now);
        if (_settings.Time.GetElapsedTime(Volatile.Read(ref _lastReceived), now) >= _settings.HeartbeatInterval
            && Interlocked.Exchange(ref _asking, 1) == 0)
        {
            _ = AskForLifeAsync();
        }
    }

    private async Task AskForLifeAsync()
    {
        try
        {
            (await SendAsync(OptionsRequest.Instance, _settings.HeartbeatTimeout, CancellationToken.None)).Dispose();
        }
        catch (CqlBusyException) when (_settings.Time.GetElapsedTime(Volatile.Read(ref _lastReceived)) < _settings.HeartbeatInterval)
        {
            // Full, and answering: the next tick asks again.
        }
        catch (Exception e)
        {
            Close(new CqlConnectionException($"{EndPoint} gave no sign of life: {e.Message}", EndPoint, RequestOutcome.Unknown, e));
        }
        finally
        {
            Volatile.Write(ref _asking, 0);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The connection to {Node} ended: {Cause}")]
    private static partial void LogClosed(ILogger logger, EndPoint node, string cause);
}
