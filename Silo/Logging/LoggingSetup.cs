using Marketplace.Silo.Configuration;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace Marketplace.Silo.Logging;

/// <summary>Logs go to standard output: for people, or as ECS JSON.</summary>
internal static class LoggingSetup
{
    private const string Readable = "{Timestamp:HH:mm:ss.fff} {Level:u3} {SourceContext}: {Message:lj}{NewLine}{Exception}";

    /// <summary>Whether standard output is for a machine to read: a JSON object a line, and nothing else.</summary>
    public static bool IsEcs(IConfiguration configuration) => configuration.ReadChoice("Marketplace:Logging:Format", "text", "ecs") == "ecs";

    public static void AddMarketplaceLogging(this IHostApplicationBuilder builder, TextWriter output, StartGate gate)
    {
        LogLevels.Check(builder.Configuration);
        var ecs = IsEcs(builder.Configuration);
        var sink = new WriterSink(output, ecs
            ? new EcsFormatter()
            : new Serilog.Formatting.Display.MessageTemplateTextFormatter(Readable, System.Globalization.CultureInfo.InvariantCulture));
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(LogEventLevel.Verbose)
            .Filter.ByExcluding(gate.Holds)
            .WriteTo.Sink(sink)
            .CreateLogger();

        // Added as a plain provider, so that the levels under Logging:LogLevel hold: what is off costs nothing, the server's own log
        // line and activity of each request among it.
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(new SerilogLoggerProvider(logger, dispose: true));
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // Whoever asks for readiness gets what a check found; once more in the log, each time, is noise.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
    }
}
