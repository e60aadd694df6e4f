using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Marketplace.LoadTests.Commands;

/// <summary>Options whose text is read by a method that says what is wrong with it.</summary>
internal static class Parsed
{
    /// <summary>An option read by <paramref name="parse"/>, which throws <see cref="FormatException"/>.</summary>
    public static Option<T> By<T>(string name, string description, T byDefault, Func<string, T> parse) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => byDefault,
        CustomParser = result => Read(result, result.Tokens[0].Value, parse),
    };

    public static Option<TimeSpan> Duration(string name, string description, TimeSpan byDefault, TimeSpan least)
    {
        return By(name, $"{description}, such as 500ms, 60s or 2m", byDefault, ReadLongEnough);

        TimeSpan ReadLongEnough(string text) => ReadDuration(text) is var duration && duration >= least
            ? duration
            : throw new FormatException($"{name} must be at least {least.TotalMilliseconds} ms.");
    }

    public static Option<Uri> Url(string name, string description, string byDefault) =>
        By(name, description, new Uri(byDefault), ReadUrl);

    public static Option<FileInfo> ExistingFile(string name, string description)
    {
        var file = new Option<FileInfo>(name) { Description = description };
        return file.AcceptExistingOnly();
    }

    public static Option<int> Count(string name, string description, int byDefault, int most)
    {
        return By(name, description, byDefault, ReadCount);

        int ReadCount(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most
            ? count
            : throw new FormatException($"{name} must be a number from 1 to {most}.");
    }

    /// <summary>Reads a token, or adds to <paramref name="result"/> what is wrong with it.</summary>
    public static T? Read<T>(ArgumentResult result, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException exception)
        {
            result.AddError(exception.Message);
            return default;
        }
    }

    /// <summary>Reads a duration with its unit: ms, s, m or h.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TimeSpan ReadDuration(string text)
    {
        ReadOnlySpan<(string Unit, double Seconds)> units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];
        foreach (var (unit, seconds) in units)
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), CultureInfo.InvariantCulture, out var number)
                && number * seconds is >= 0 and <= 7 * 24 * 3600)
                return TimeSpan.FromSeconds(number * seconds);
        throw new FormatException($"'{text}' is no duration; write it as 500ms, 60s or 2m.");
    }

    private static Uri ReadUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri
            : throw new FormatException($"'{text}' is no address; write it as http://127.0.0.1:5000.");
}
