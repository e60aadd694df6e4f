using System.Globalization;

namespace Orleans.Streaming.Kafka.Tests.Faults;

/// <summary>What a campaign asks for.</summary>
internal static class StormSettings
{
    /// <summary>How many events at least; 0 where there is no campaign.</summary>
    public static int Events { get; } = Number("KAFKA_STORM_EVENTS");

    /// <summary>What all choices follow from.</summary>
    public static int Seed { get; } = Number("KAFKA_STORM_SEED");

    private static int Number(string variable)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
