using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Marketplace.Silo.Hosting;

/// <summary>SIGTERM and SIGINT: the first asks the program to drain and stop, a second one ends it at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    private StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
    ];

    public CancellationToken Token => _stop.Token;

    public static StopSignals Listen() => new();

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;

        // A kill and no exit: whatever hangs in draining would hang in an orderly exit too, and a crash costs nothing here.
        if (Interlocked.Increment(ref _count) > 1)
            Process.GetCurrentProcess().Kill();
        _stop.Cancel();
    }
}
