namespace Marketplace.Silo.Cluster;

/// <summary>How long clients of the silos, which APIs are, wait for an answer.</summary>
internal static class ClientAnswers
{
    /// <summary>
    /// A client that waits for a silo that died hears nothing. Orleans looks once a second, so nobody waits longer than four and a half, and answers within five.
    /// </summary>
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(3.5);
}
