using System.Globalization;
using System.Net.Http.Headers;

namespace Marketplace.Api.Http;

/// <summary>What a client would rather have (RFC 7240). One that is not known, or makes no sense, is passed over, as the RFC asks.</summary>
internal static class Preferences
{
    public const string Header = "Prefer";

    public const string AppliedHeader = "Preference-Applied";

    /// <summary>The longest wait, in seconds; whoever prefers a longer one gets this.</summary>
    public const int MaxWait = 30;

    /// <summary>How long the client would wait for the end of what it asks for, 0 to 30 s; null when it has not said.</summary>
    public static TimeSpan? Wait(HttpContext http)
    {
        foreach (var text in http.Request.Headers.GetCommaSeparatedValues(Header))
        {
            // Of a preference that comes twice the first counts.
            if (NameValueWithParametersHeaderValue.TryParse(text, out var preference) && preference.Name.Equals("wait", StringComparison.OrdinalIgnoreCase))
                return SecondsOf(preference.Value?.Trim('"'));
        }

        return null;
    }

    /// <summary>Tells the client that it got its wait.</summary>
    public static void Apply(HttpContext http, TimeSpan wait)
        => http.Response.Headers[AppliedHeader] = $"wait={(int)wait.TotalSeconds}";

    private static TimeSpan? SecondsOf(string? value)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, MaxWait)) : null;
}
