using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;

namespace Marketplace.Silo.Logging;

/// <summary>Elastic Common Schema, a JSON object a line.</summary>
internal sealed class EcsFormatter : ITextFormatter
{
    private const string EcsVersion = "8.11.0";

    public void Format(LogEvent logEvent, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@timestamp", logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("log.level", Level(logEvent.Level));
            json.WriteString("message", logEvent.RenderMessage(CultureInfo.InvariantCulture));
            json.WriteString("ecs.version", EcsVersion);
            json.WriteString("service.name", "marketplace");
            if (logEvent.TraceId is { } trace)
                json.WriteString("trace.id", trace.ToHexString());
            if (logEvent.SpanId is { } span)
                json.WriteString("span.id", span.ToHexString());
            WriteProperties(json, logEvent);
            WriteError(json, logEvent.Exception);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static string Level(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "trace",
        LogEventLevel.Debug => "debug",
        LogEventLevel.Information => "info",
        LogEventLevel.Warning => "warn",
        LogEventLevel.Error => "error",
        _ => "fatal",
    };

    private static void WriteProperties(Utf8JsonWriter json, LogEvent logEvent)
    {
        if (logEvent.Properties.TryGetValue("SourceContext", out var source) && source is ScalarValue { Value: string logger })
            json.WriteString("log.logger", logger);
        json.WriteStartObject("labels");
        foreach (var (name, value) in logEvent.Properties)
        {
            if (name != "SourceContext")
                json.WriteString(name, value is ScalarValue scalar ? Convert.ToString(scalar.Value, CultureInfo.InvariantCulture) : value.ToString(null, CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, Exception? error)
    {
        if (error is null)
            return;
        json.WriteString("error.type", error.GetType().FullName);
        json.WriteString("error.message", error.Message);
        json.WriteString("error.stack_trace", error.ToString());
    }
}
