using System.Net;
using Marketplace.Silo.Configuration;

namespace Marketplace.Api.Hosting;

/// <summary>What the configuration says of the API.</summary>
/// <param name="Urls">Where it listens.</param>
/// <param name="MaxRequestsInFlight">The most requests in flight; what goes beyond is answered 503.</param>
/// <param name="OnlineMarketplace">Whether the benchmark's contract is served.</param>
/// <param name="Demo">Whether a small shop is put in at the start.</param>
internal sealed record ApiOptions(IReadOnlyList<Uri> Urls, int MaxRequestsInFlight, bool OnlineMarketplace, bool Demo)
{
    private const string UrlsKey = "ASPNETCORE_URLS";
    private const string DefaultUrl = "http://127.0.0.1:5000";

    /// <exception cref="ConfigurationRefusedException">It makes no sense.</exception>
    public static ApiOptions Read(IConfiguration configuration, bool embedded) => new(
        [.. (configuration["urls"] is { Length: > 0 } urls ? urls : DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Url)],
        configuration.ReadInt32("Marketplace:Api:MaxRequestsInFlight", 2_048, 1, 1_000_000),
        configuration.ReadSwitch("Marketplace:OnlineMarketplace:Enabled", embedded),
        configuration.ReadSwitch("Marketplace:Demo", false));

    // '*' and '+' are no host names, but Kestrel takes them for every address.
    private static Uri Url(string text)
        => Uri.TryCreate(text.Replace("//*", "//[::]", StringComparison.Ordinal).Replace("//+", "//[::]", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" && uri.AbsolutePath == "/" && uri.Port <= IPEndPoint.MaxPort
            ? new Uri(text.Replace("//*", "//[::]", StringComparison.Ordinal).Replace("//+", "//[::]", StringComparison.Ordinal))
            : throw new ConfigurationRefusedException(UrlsKey, $"'{text}' is no address to listen on: give one such as {DefaultUrl}");
}
