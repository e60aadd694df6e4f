namespace Cql.Tests.Sessions;

/// <summary>For sessions whose clock the test moves on: a machine that is slow must not look like a server that is silent.</summary>
internal static class Patience
{
    public static void Set(CqlOptions options)
        => (options.ConnectTimeout, options.HeartbeatInterval, options.RequestTimeout) = (TimeSpan.FromHours(10), TimeSpan.FromHours(10), TimeSpan.FromHours(10));
}
