using System.Globalization;

namespace Marketplace.Crash.Tests;

/// <summary>How often to kill, and from which seed: small by default, large in a campaign.</summary>
internal static class CrashSettings
{
    /// <summary>The most kills between two checks of everything.</summary>
    private const int KillsARound = 3;

    private const int FewKills = 3;

    /// <summary>Kills at each point.</summary>
    public static int Kills { get; } = Read("MARKETPLACE_CRASH_KILLS", FewKills);

    /// <summary>Whether there are more of them than in a usual run of the tests.</summary>
    public static bool IsCampaign => Kills > FewKills;

    /// <summary>How often every fault of a node is gone through; 0 for not at all.</summary>
    public static int FaultRounds { get; } = Read("MARKETPLACE_FAULT_ROUNDS", 0);

    /// <summary>For how many seconds faults of all kinds befall a cluster; 0 for not at all.</summary>
    public static int ChaosSeconds { get; } = Read("MARKETPLACE_CHAOS_SECONDS", 0);

    /// <summary>Whether clusters of processes are gone through at length.</summary>
    public static bool IsClusterCampaign { get; } = Read("MARKETPLACE_CLUSTER", 0) != 0;

    /// <summary>Where all chance comes from.</summary>
    public static int Seed { get; } = Read("MARKETPLACE_CRASH_SEED", Environment.TickCount & 0xFFFFFF);

    /// <summary>The kills of each round; after each round everything is checked.</summary>
    public static IEnumerable<int> Rounds()
    {
        for (var left = Kills; left > 0; left -= KillsARound)
            yield return Math.Min(left, KillsARound);
    }

    private static int Read(string name, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
