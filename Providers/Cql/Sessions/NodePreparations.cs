using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Cql.Connections;
using Cql.Protocol.Messages;

namespace Cql.Sessions;

/// <summary>Tells one node again what it has forgotten, as after its restart: each statement once, however many requests meet that.</summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class NodePreparations(TimeSpan timeout)
{
    private readonly ConcurrentDictionary<PreparedStatement, Task> _preparing = new();

    // For as long as somebody has the statement.
    private readonly ConditionalWeakTable<PreparedStatement, object> _preparedAt = [];
    private long _count;

    /// <summary>Counts what was prepared anew: what the node has forgotten after that, it says to those who asked after that.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Prepares a statement that the node has forgotten, once for all who hear of that.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="connection">A connection to the node.</param>
    /// <param name="sentAt"><see cref="Count"/> when the request left that met it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task PrepareAsync(PreparedStatement statement, CqlConnection connection, long sentAt, CancellationToken cancellationToken)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var task = _preparing.GetOrAdd(statement, mine.Task);
        if (task == mine.Task)
            _ = PrepareAsync(statement, connection, sentAt, mine);
        await task.WaitAsync(cancellationToken);
    }

    // Without the token of who asked: others may wait for it.
    private async Task PrepareAsync(PreparedStatement statement, CqlConnection connection, long sentAt, TaskCompletionSource done)
    {
        try
        {
            if (!_preparedAt.TryGetValue(statement, out var at) || (long)at <= sentAt)
            {
                await PrepareAsync(statement, connection);
                _preparedAt.AddOrUpdate(statement, Interlocked.Increment(ref _count));
            }

            _preparing.TryRemove(statement, out _);
            done.SetResult();
        }
        catch (Exception e)
        {
            _preparing.TryRemove(statement, out _);
            done.SetException(e);

            // Observed, whether anybody waited or not.
            _ = done.Task.Exception;
        }
    }

    private async Task PrepareAsync(PreparedStatement statement, CqlConnection connection)
    {
        var request = new PrepareRequest(statement.Cql, statement.Keyspace);
        using var answer = await connection.SendAsync(request, timeout, CancellationToken.None);
        PrepareAnswers.Check(answer, connection, statement);
    }
}
