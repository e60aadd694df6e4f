using System.Net;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Silo.Configuration;

namespace Marketplace.Api.Hosting;

/// <summary>What the configuration says of the API.</summary>
/// <param name="Urls">Where it listens: addresses as Kestrel takes them, those of TCP before others.</param>
/// <param name="MaxRequestsInFlight">The most requests in flight; what goes beyond is answered 503.</param>
/// <param name="OnlineMarketplace">Whether the benchmark's contract is served.</param>
/// <param name="Demo">Whether a small shop is put in at the start.</param>
/// <param name="SiloInside">Whether a silo is in this process; else it is a client of those that are elsewhere, and keeps nothing.</param>
internal sealed record ApiOptions(IReadOnlyList<string> Urls, int MaxRequestsInFlight, bool OnlineMarketplace, bool Demo, bool SiloInside)
{
    private const string DemoKey = "Marketplace:Demo";
    private const string SiloKey = "Marketplace:Api:Silo";
    private const string UrlsKey = "ASPNETCORE_URLS";
    private const string DefaultUrl = "http://127.0.0.1:5000";
    private const string UnixSocket = "http://unix:/";

    /// <exception cref="ConfigurationRefusedException">It makes no sense.</exception>
    public static ApiOptions Read(IConfiguration configuration)
    {
        var inside = configuration.ReadChoice(SiloKey, "Inside", "Elsewhere") == "Inside";
        var demo = configuration.ReadSwitch(DemoKey, false);
        if (demo && !inside)
            throw new ConfigurationRefusedException(DemoKey, $"the small shop is for a marketplace in one process: leave it out, or set {SiloKey} to Inside");
        if (inside && ServiceSettings.Read(configuration) != MarketplaceServices.All)
            throw new ConfigurationRefusedException(ServiceSettings.Key, $"an API asks its own silo for everything: leave it out, or set {SiloKey} to Elsewhere");
        return new(
            [.. (configuration["urls"] is { Length: > 0 } urls ? urls : DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Url).OrderBy(url => url.StartsWith(UnixSocket, StringComparison.Ordinal))],
            configuration.ReadInt32("Marketplace:Api:MaxRequestsInFlight", 2_048, 1, 1_000_000),
            configuration.ReadSwitch("Marketplace:OnlineMarketplace:Enabled", inside),
            demo,
            inside);
    }

    private static string Url(string text)
    {
        // '*' and '+' are no host names, but Kestrel takes them for every address.
        var address = text.Replace("//*", "//[::]", StringComparison.Ordinal).Replace("//+", "//[::]", StringComparison.Ordinal);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Port > IPEndPoint.MaxPort)
            throw Refuse(text);
        if (uri.AbsolutePath == "/")
            return uri.GetLeftPart(UriPartial.Authority);
        return text.StartsWith(UnixSocket, StringComparison.Ordinal) ? text : throw Refuse(text);
    }

    private static ConfigurationRefusedException Refuse(string text)
        => new(UrlsKey, $"'{text}' is no address to listen on: give one such as {DefaultUrl}");
}
