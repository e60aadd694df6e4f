using Serilog.Events;

namespace Marketplace.Silo.Logging;

/// <summary>
/// While the program starts, what fails is told by the program itself, in a sentence: hosts and lifecycles that log the same
/// exception on its way up are not heard.
/// </summary>
internal sealed class StartGate
{
    private volatile bool _open;

    public void Open() => _open = true;

    public bool Holds(LogEvent value) => !_open && value.Exception is not null;
}
