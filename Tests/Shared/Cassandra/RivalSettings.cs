namespace Marketplace.Tests.Shared;

/// <summary>What a campaign asks of tests with rivals.</summary>
internal static class RivalSettings
{
    private const string Seconds = "CASSANDRA_RIVALS_SECONDS";

    /// <summary>For how long nodes are harmed.</summary>
    public static TimeSpan Duration { get; } = TimeSpan.FromSeconds(Setting(Seconds, 30));

    /// <summary>Between a rival's turns: outside of a campaign nodes that start get processors too, and a test takes no longer than it must.</summary>
    public static TimeSpan Thought { get; } = Environment.GetEnvironmentVariable(Seconds) is null ? TimeSpan.FromMilliseconds(100) : TimeSpan.Zero;

    /// <summary>What all choices follow from, drawn anew when nobody names it.</summary>
    public static int Seed { get; } = Setting("CASSANDRA_RIVALS_SEED", Environment.TickCount);

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}
