using System.Diagnostics;
using System.Globalization;
using Marketplace.Grains.Common;

namespace Marketplace.Silo.Configuration;

/// <summary>
/// For crash tests: <c>Marketplace:FailPoints</c> is <c>name</c> or <c>name=n</c>, and the process kills itself when the point is
/// reached for the n-th time.
/// </summary>
internal static class ConfiguredFailPoint
{
    private const string Key = "Marketplace:FailPoints";

    public static FailPoints Read(IConfiguration configuration)
    {
        if (configuration[Key] is not { Length: > 0 } text)
            return FailPoints.None;
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var point = at < 0 ? text : text[..at];
        var hit = 1;
        if (!FailPointNames.All.Contains(point)
            || (at >= 0 && (!int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out hit) || hit < 1)))
            throw new ConfigurationRefusedException(Key, $"'{text}' is no point to fail at: give one of {string.Join(", ", FailPointNames.All)}, with =n for the n-th time");
        return new FailPoints(point, hit, Process.GetCurrentProcess().Kill);
    }
}
