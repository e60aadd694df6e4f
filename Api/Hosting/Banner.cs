using Marketplace.Api.Demo;
using Marketplace.Silo.Configuration;

namespace Marketplace.Api.Hosting;

/// <summary>Says where everything is.</summary>
internal static class Banner
{
    public static async Task WriteAsync(RunningMarketplace marketplace, bool demo, TextWriter output)
    {
        var data = marketplace.Services.GetRequiredService<DataDirectory>();
        var api = marketplace.Addresses[0].GetLeftPart(UriPartial.Authority);
        var operators = marketplace.Operators.GetLeftPart(UriPartial.Authority);
        await output.WriteLineAsync(
            $"""

             The marketplace is open.
               API         {api}/v1
               try it      {api}/docs
               operators   {operators}/dashboard  {operators}/metrics  {operators}/operations/invariants
               data        {data.FullPath}

             """);
        if (demo)
            await output.WriteLineAsync(DemoTour.Text(api));
        await output.FlushAsync();
    }
}
