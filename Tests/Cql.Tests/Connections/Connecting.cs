using System.Buffers.Binary;
using Cql.Connections;
using Cql.Protocol;
using Cql.Tests.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cql.Tests.Connections;

internal static class Connecting
{
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    public static ConnectionSettings Settings { get; } = new() { Time = TimeProvider.System, Logger = NullLogger.Instance };

    public static ValueTask<CqlConnection> ConnectAsync(this FakeServer server, ConnectionSettings? settings = null, Action<CqlConnection, Response>? onEvent = null)
        => ConnectionOpener.OpenAsync(server.EndPoint, settings ?? Settings, onEvent, CancellationToken.None);

    /// <summary>Asks, and tells the number in the answer.</summary>
    public static async Task<int> AskAsync(this CqlConnection connection, int number, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        // A test whose clock stands still must fail, and not wait.
        using var answer = await connection.SendAsync(new NumberedRequest(number), timeout ?? Long, cancellationToken).AsTask().WaitAsync(Long * 2, CancellationToken.None);
        return BinaryPrimitives.ReadInt32BigEndian(answer.Body);
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Long)
                Assert.Fail("It did not come to be.");
            await Task.Delay(1);
        }
    }
}
