using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Marketplace.Silo.Logging;

/// <summary>Writes each event, whole, to a writer.</summary>
internal sealed class WriterSink(TextWriter output, ITextFormatter formatter) : ILogEventSink
{
    private readonly Lock _lock = new();

    public void Emit(LogEvent logEvent)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        formatter.Format(logEvent, text);
        lock (_lock)
        {
            output.Write(text.GetStringBuilder());
            output.Flush();
        }
    }
}
