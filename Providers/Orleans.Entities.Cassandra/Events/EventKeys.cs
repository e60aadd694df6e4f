using System.Globalization;

namespace Orleans.Entities.Cassandra.Events;

/// <summary>The keys of events in an entity's partition: by version and place, in that order.</summary>
internal static class EventKeys
{
    /// <summary>Behind the keys of all events.</summary>
    public const string AfterAll = "~";

    private const int VersionDigits = 16;

    public static string Of(long version, int index) => string.Create(CultureInfo.InvariantCulture, $"{version:X16}-{index:X4}");

    /// <summary>After all events of a version, and before those of the next.</summary>
    public static string EndOf(long version) => string.Create(CultureInfo.InvariantCulture, $"{version:X16}~");

    /// <exception cref="EntityStoreException">It is no key of an event.</exception>
    public static long VersionOf(string key)
        => long.TryParse(key.AsSpan(0, Math.Min(key.Length, VersionDigits)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new EntityStoreException($"'{key}' is no key of an event.");
}
