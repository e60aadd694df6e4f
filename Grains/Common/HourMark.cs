using System.Globalization;

namespace Marketplace.Grains.Common;

/// <summary>A row that says all it has to say by its key: <c>{hour}/{key of another row}</c>, to find what is old enough to be dropped.</summary>
[GenerateSerializer, Immutable, Alias("hour-mark")]
internal sealed record HourMark
{
    private const int Digits = 8;

    public static HourMark Instance { get; } = new();

    /// <summary>The key under which a row stands for the hour that a moment is in.</summary>
    public static string KeyOf(DateTimeOffset moment, string row)
        => KeyOf(HourOf(moment), row);

    /// <summary>The same behind another key, whatever the clock says: what was dropped is not looked through again.</summary>
    public static string KeyOf(DateTimeOffset moment, string row, string? behind)
    {
        var key = KeyOf(moment, row);
        return string.CompareOrdinal(key, behind) > 0 ? key : KeyOf(Split(behind!).Hour + 1, row);
    }

    /// <summary>Hours since 1970.</summary>
    public static long HourOf(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / 3600;

    /// <summary>Takes a key apart.</summary>
    public static (long Hour, string Row) Split(string key)
        => (long.Parse(key.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture), key[(Digits + 1)..]);

    private static string KeyOf(long hour, string row) => string.Create(CultureInfo.InvariantCulture, $"{hour:D8}/{row}");
}
