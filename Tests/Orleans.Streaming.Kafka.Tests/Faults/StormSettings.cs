using System.Globalization;

namespace Orleans.Streaming.Kafka.Tests.Faults;

/// <summary>What a campaign asks for.</summary>
internal static class StormSettings
{
    /// <summary>How many events at least; 0 where there is no campaign.</summary>
    public static int Events { get; } = Number("KAFKA_STORM_EVENTS");

    /// <summary>What all choices follow from: drawn where none was asked for, and told by each test that chooses.</summary>
    public static int Seed { get; } = Number("KAFKA_STORM_SEED") is > 0 and var seed ? seed : Random.Shared.Next(1, 1_000_000_000);

    private static int Number(string variable)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
