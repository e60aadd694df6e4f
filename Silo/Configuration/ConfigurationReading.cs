using System.Globalization;

namespace Marketplace.Silo.Configuration;

/// <summary>Reads single values, and refuses what cannot be meant.</summary>
public static class ConfigurationReading
{
    /// <summary>A whole number in a range.</summary>
    /// <exception cref="ConfigurationRefusedException">It is none, or outside the range.</exception>
    public static int ReadInt32(this IConfiguration configuration, string key, int fallback, int least, int most)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration[key] is not { Length: > 0 } text)
            return fallback;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new ConfigurationRefusedException(key, $"'{text}' cannot be used: give a whole number from {least} to {most}");
    }

    /// <summary>One of a closed list of words, in any case; the first is the default.</summary>
    /// <exception cref="ConfigurationRefusedException">It is another.</exception>
    public static string ReadChoice(this IConfiguration configuration, string key, params ReadOnlySpan<string> choices)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration[key] is not { Length: > 0 } text)
            return choices[0];
        foreach (var choice in choices)
        {
            if (text.Equals(choice, StringComparison.OrdinalIgnoreCase))
                return choice;
        }

        throw new ConfigurationRefusedException(key, $"'{text}' is unknown: give {string.Join(" or ", choices!)}");
    }

    /// <summary>A switch.</summary>
    /// <exception cref="ConfigurationRefusedException">It is neither true nor false.</exception>
    public static bool ReadSwitch(this IConfiguration configuration, string key, bool fallback)
        => configuration.ReadChoice(key, fallback ? "true" : "false", fallback ? "false" : "true") == "true";

    /// <summary>An absolute http or https address, or null when there is none.</summary>
    /// <exception cref="ConfigurationRefusedException">It is no such address.</exception>
    public static Uri? ReadUri(this IConfiguration configuration, string key)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration[key] is not { Length: > 0 } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new ConfigurationRefusedException(key, $"'{text}' is no address: give one such as http://127.0.0.1:4317");
    }
}
