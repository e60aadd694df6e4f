using Marketplace.Silo.Configuration;
using Marketplace.Silo.Logging;
using Marketplace.Silo.Operators;

namespace Marketplace.Silo.Hosting;

/// <summary>Says where a silo is: to people as a text, to what reads logs as one of them.</summary>
internal static partial class SiloBanner
{
    public static async Task WriteAsync(IServiceProvider services, TextWriter output)
    {
        var silo = services.GetRequiredService<ILocalSiloDetails>();
        var (address, gateway) = (silo.SiloAddress.Endpoint, silo.GatewayAddress?.Endpoint);
        var operators = services.GetRequiredService<OperatorsOptions>().Url.GetLeftPart(UriPartial.Authority);
        var data = services.GetRequiredService<DataDirectory>().FullPath;
        if (LoggingSetup.IsEcs(services.GetRequiredService<IConfiguration>()))
        {
            LogRuns(services.GetRequiredService<ILoggerFactory>().CreateLogger("Marketplace.Silo"), address, gateway, operators, data);
            return;
        }

        await output.WriteLineAsync(
            $"""

             The silo runs.
               silo        {address}
               gateway     {gateway}
               operators   {operators}/dashboard  {operators}/metrics  {operators}/operations/invariants
               data        {data}

             """);
        await output.FlushAsync();
    }

    [LoggerMessage(LogLevel.Information, "The silo runs: {Silo}, gateway {Gateway}, operators {Operators}, data {Data}")]
    private static partial void LogRuns(ILogger logger, System.Net.IPEndPoint silo, System.Net.IPEndPoint? gateway, string operators, string data);
}
