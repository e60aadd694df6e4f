using Marketplace.Api.Demo;
using Marketplace.Silo.Configuration;
using Marketplace.Silo.Logging;

namespace Marketplace.Api.Hosting;

/// <summary>Says where everything is: to people as a text, to what reads logs as one of them.</summary>
internal static partial class Banner
{
    public static async Task WriteAsync(RunningMarketplace marketplace, bool demo, TextWriter output)
    {
        var data = marketplace.Services.GetService<DataDirectory>()?.FullPath ?? "on silos elsewhere";
        var inside = marketplace.Services.GetRequiredService<ApiOptions>().SiloInside;
        var api = marketplace.Addresses[0].GetLeftPart(UriPartial.Authority);
        var operators = marketplace.Operators.GetLeftPart(UriPartial.Authority);
        if (LoggingSetup.IsEcs(marketplace.Services.GetRequiredService<IConfiguration>()))
        {
            LogOpen(marketplace.Services.GetRequiredService<ILogger<RunningMarketplace>>(), api, operators, data);
            return;
        }

        await output.WriteLineAsync(
            $"""

             The marketplace is open.
               API         {api}/v1
               try it      {api}/docs
               operators   {operators}/metrics  {operators}{(inside ? $"/dashboard  {operators}/operations/invariants" : "/health/ready")}
               data        {data}

             """);
        if (demo)
            await output.WriteLineAsync(DemoTour.Text(api));
        await output.FlushAsync();
    }

    [LoggerMessage(LogLevel.Information, "The marketplace is open: API {Api}/v1, operators {Operators}, data {Data}")]
    private static partial void LogOpen(ILogger logger, string api, string operators, string data);
}
