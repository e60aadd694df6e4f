using Cql.Tests.Connections;

namespace Cql.Tests.Sessions;

/// <summary>Waits until a session takes requests: a node has a connection before its client does.</summary>
internal static class Taken
{
    /// <param name="session">The session.</param>
    /// <param name="meanwhile">Called before each try; null for a moment's pause.</param>
    public static async Task BySomeNodeAsync(CqlSession session, Action? meanwhile = null)
    {
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                (await session.ExecuteAsync("SELECT 1")).Dispose();
                return;
            }
            catch (CqlNoNodeException)
            {
                Assert.True(TimeProvider.System.GetElapsedTime(start) < Connecting.Long, "No node takes a request.");
            }

            meanwhile?.Invoke();
            await Task.Delay(1);
        }
    }
}
