using Marketplace.Silo.Configuration;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Marketplace.Silo.Telemetry;

/// <summary>Metrics are always there to be scraped; traces are made only where somebody takes them.</summary>
internal sealed record TelemetrySetup(Uri? Otlp, Uri? Zipkin)
{
    private static readonly string[] Meters =
    [
        "Marketplace.*", "Orleans.*", "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime",
    ];

    /// <summary>Whether traces go anywhere.</summary>
    public bool Traces => Otlp is not null || Zipkin is not null;

    public static TelemetrySetup Read(IConfiguration configuration)
        => new(configuration.ReadUri("Marketplace:Telemetry:Otlp"), configuration.ReadUri("Marketplace:Telemetry:Zipkin"));

    public void AddTo(IServiceCollection services)
    {
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("marketplace"));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters).AddPrometheusExporter();
            if (Otlp is not null)
                metrics.AddOtlpExporter(exporter => exporter.Endpoint = Otlp);
        });
        if (Traces)
            telemetry.WithTracing(AddTraces);
    }

    private void AddTraces(TracerProviderBuilder traces)
    {
        traces.AddAspNetCoreInstrumentation().AddSource("Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime", "Marketplace.*");
        if (Otlp is not null)
            traces.AddOtlpExporter(exporter => exporter.Endpoint = Otlp);
#pragma warning disable CS0618 // Its maintainers point to OTLP, which is there too; collectors that only speak Zipkin are not gone yet.
        if (Zipkin is not null)
            traces.AddZipkinExporter(exporter => exporter.Endpoint = Zipkin);
#pragma warning restore CS0618
    }
}
