using System.Net;
using Marketplace.Silo.Configuration;

namespace Marketplace.Silo.Operators;

/// <summary>What the configuration says of the operators' port.</summary>
/// <param name="Url">Where it listens.</param>
/// <param name="Key">What a request must show; null when none is needed.</param>
/// <param name="ProfileGrains">Whether the dashboard measures each grain method, which costs each grain call some microseconds.</param>
internal sealed record OperatorsOptions(Uri Url, string? Key, bool ProfileGrains)
{
    public const string UrlKey = "Marketplace:Operators:Url";

    private const string KeyKey = "Marketplace:Operators:Key";
    private const string AccessKey = "Marketplace:Operators:Access";
    private const string DefaultUrl = "http://127.0.0.1:5001";
    private const int LeastKeyLength = 16;

    /// <exception cref="ConfigurationRefusedException">It makes no sense, or it would open the port to the world.</exception>
    public static OperatorsOptions Read(IConfiguration configuration)
    {
        var url = configuration.ReadUri(UrlKey) ?? new Uri(DefaultUrl);
        if (url.Scheme != Uri.UriSchemeHttp || url.PathAndQuery != "/")
            throw new ConfigurationRefusedException(UrlKey, $"'{url}' cannot be used: give an http address without a path, such as {DefaultUrl}");
        var key = configuration[KeyKey] is { Length: > 0 } text ? text : null;
        var open = configuration.ReadChoice(AccessKey, "key", "open") == "open";
        if (key is { Length: < LeastKeyLength })
            throw new ConfigurationRefusedException(KeyKey, $"it has {key.Length} characters: give {LeastKeyLength} or more");
        if (key is null && !open && !IsLoopback(url))
        {
            throw new ConfigurationRefusedException(
                KeyKey, $"it is needed, since {UrlKey} ({url}) can be reached from other machines: set it, listen on 127.0.0.1, or set {AccessKey} to open");
        }

        return new(WithPort(url), open ? null : key, configuration.ReadSwitch("Marketplace:Operators:ProfileGrains", false));
    }

    private static bool IsLoopback(Uri url)
        => url.IdnHost == "localhost" || (IPAddress.TryParse(url.IdnHost, out var address) && IPAddress.IsLoopback(address));

    private static Uri WithPort(Uri url) => url.Port != 0
        ? url
        : new UriBuilder(url) { Port = FreePort.On(IPAddress.TryParse(url.IdnHost, out var address) ? address : IPAddress.Loopback) }.Uri;
}
