using System.Globalization;

namespace Marketplace.Payments.Sandbox.Service;

/// <summary>What the configuration says of the service.</summary>
/// <param name="Urls">Where it listens.</param>
/// <param name="MaxRequestsInFlight">The most requests in flight; what goes beyond is answered 503.</param>
internal sealed record SandboxServiceOptions(IReadOnlyList<string> Urls, int MaxRequestsInFlight)
{
    public const string Section = "Marketplace:Payments:Sandbox";
    public const string DirectoryKey = $"{Section}:{nameof(SandboxGatewayOptions.Directory)}";
    public const string UrlsKey = "ASPNETCORE_URLS";

    private const string DefaultUrl = "http://127.0.0.1:5003";
    private const string InFlightKey = $"{Section}:{nameof(MaxRequestsInFlight)}";

    private static readonly HashSet<string> Known =
    [
        nameof(MaxRequestsInFlight), .. typeof(SandboxGatewayOptions).GetProperties().Select(property => property.Name),
    ];

    /// <exception cref="SettingRefusedException">It makes no sense.</exception>
    public static SandboxServiceOptions Read(IConfiguration configuration)
    {
        foreach (var setting in configuration.GetSection(Section).GetChildren())
        {
            if (!Known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                throw new SettingRefusedException(setting.Path, $"there is no such key: give one of {string.Join(", ", Known.Order(StringComparer.Ordinal))}");
        }

        if (string.IsNullOrEmpty(configuration[DirectoryKey]))
            throw new SettingRefusedException(DirectoryKey, "it is not set: give a folder for the books");
        var urls = configuration["urls"] is { Length: > 0 } configured ? configured : DefaultUrl;
        return new(
            [.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Url)],
            InFlight(configuration[InFlightKey]));
    }

    // '*' and '+' are no host names, but Kestrel takes them for every address.
    private static string Url(string text)
        => Uri.TryCreate(text.Replace("//*", "//[::]", StringComparison.Ordinal).Replace("//+", "//[::]", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            && uri is { Scheme: "http", PathAndQuery: "/" }
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new SettingRefusedException(UrlsKey, $"'{text}' is no address to listen on: give one such as {DefaultUrl}");

    private static int InFlight(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return 1_024;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= 1_000_000
            ? value
            : throw new SettingRefusedException(InFlightKey, $"'{text}' cannot be used: give a whole number from 1 to 1000000");
    }
}
