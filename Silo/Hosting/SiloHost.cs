using Marketplace.Silo.Configuration;
using Marketplace.Silo.Logging;
using Marketplace.Silo.Operators;
using Marketplace.Silo.Telemetry;

namespace Marketplace.Silo.Hosting;

/// <summary>Puts a process together that is a silo and nothing else.</summary>
internal static class SiloHost
{
    // What it holds is stored and given up meanwhile; a supervisor should wait longer.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(20);

    /// <exception cref="ConfigurationRefusedException">The configuration makes no sense.</exception>
    public static IHost Build(string[] args, TextWriter output, StartGate gate)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = "Marketplace.Silo",
        });
        builder.AddMarketplaceLogging(output, gate);
        var operators = OperatorsOptions.Read(builder.Configuration);
        var telemetry = TelemetrySetup.Read(builder.Configuration);

        // Before the silo, so that it answers while the silo joins, and while it leaves.
        builder.Services.AddOperators(operators);
        builder.AddMarketplaceSilo(
            silo =>
            {
                DashboardSetup.AddTo(silo, operators);
                if (telemetry.Traces)
                    silo.AddActivityPropagation();
            },
            withGateway: true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        telemetry.AddTo(builder.Services);
        var host = builder.Build();
        host.Services.GetRequiredService<DataDirectory>();
        return host;
    }
}
