using System.Net;
using Cql.Protocol.Messages;
using Microsoft.Extensions.Logging;

namespace Cql.Connections;

// One timer a connection: it ends what waits too long, and asks a silent server for a sign of life.
internal sealed partial class CqlConnection
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMilliseconds(50);

    // A server that works says something in that time, if only to others.
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(1);

    private readonly ITimer _watch;
    private int _asking;
    private long _owingSince;
    private volatile bool _isDoubtful;

    /// <summary>Whether it owes answers and has said nothing for a second: it may hang.</summary>
    public bool IsDoubtful => _isDoubtful;

    private void Watch()
    {
        var now = _settings.Time.GetTimestamp();
        foreach (var slot in _streams.Used)
            slot?.Sweep(now);
        ReadForOneWhoIsStuck(now);
        _owingSince = _streams.Held == 0 ? now : Math.Max(_owingSince, Volatile.Read(ref _lastReceived));
        _isDoubtful = _settings.Time.GetElapsedTime(_owingSince, now) >= Doubt;
        var silence = Silence(now);
        if (silence >= _settings.HeartbeatInterval + _settings.HeartbeatTimeout)
            Close(new CqlConnectionException($"{EndPoint} has been silent for {silence.TotalSeconds:0.###} s.", EndPoint, RequestOutcome.Unknown));
        else if (silence >= _settings.HeartbeatInterval && Interlocked.Exchange(ref _asking, 1) == 0)
            _ = AskForLifeAsync();
    }

    // Any byte that comes is a sign of life, and only silence ends the connection: it may be full, so that nothing more can be asked,
    // or the answer to this one be late among many that come.
    private async Task AskForLifeAsync()
    {
        try
        {
            (await SendAsync(OptionsRequest.Instance, _settings.HeartbeatTimeout, CancellationToken.None)).Dispose();
        }
        catch (CqlException)
        {
        }
        finally
        {
            Volatile.Write(ref _asking, 0);
        }
    }

    private TimeSpan Silence(long now) => _settings.Time.GetElapsedTime(Volatile.Read(ref _lastReceived), now);

    [LoggerMessage(LogLevel.Debug, "The connection to {Node} ended: {Cause}")]
    private static partial void LogClosed(ILogger logger, EndPoint node, string cause);
}
