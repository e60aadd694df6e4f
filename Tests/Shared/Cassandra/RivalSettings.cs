namespace Marketplace.Tests.Shared;

/// <summary>What a campaign asks of tests with rivals.</summary>
internal static class RivalSettings
{
    /// <summary>For how long nodes are harmed.</summary>
    public static TimeSpan Duration { get; } = TimeSpan.FromSeconds(Setting("CASSANDRA_RIVALS_SECONDS", 30));

    /// <summary>What all choices follow from, drawn anew when nobody names it.</summary>
    public static int Seed { get; } = Setting("CASSANDRA_RIVALS_SEED", Environment.TickCount);

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}
