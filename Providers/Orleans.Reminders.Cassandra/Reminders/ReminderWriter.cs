using Cql;
using Microsoft.Extensions.Logging;

namespace Orleans.Reminders.Cassandra;

/// <summary>Changes reminders, and asks what became of a change whose answer is missing.</summary>
internal sealed partial class ReminderWriter(IReminderRows rows, TimeProvider time, ILogger logger) : IDisposable
{
    // Longer than a node needs to be found dead and another one asked; shorter than a grain can be waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly BucketGates _gates = new(time);

    /// <summary>Writes a reminder, whatever is there.</summary>
    /// <returns>Its new ETag.</returns>
    /// <exception cref="OrleansException">It was written or not, which is not known.</exception>
    /// <exception cref="CqlException">It was not written.</exception>
    /// <exception cref="TimeoutException">It was not written.</exception>
    public async ValueTask<Guid> PutAsync(ReminderKey key, ReminderEntry entry, CancellationToken cancellationToken)
    {
        var etag = Guid.NewGuid();
        var gate = await _gates.EnterAsync(key, cancellationToken);
        try
        {
            var answer = await rows.TryPutAsync(key, entry, etag);

            // What is not there may have been written and removed since: to write it again might bring it back from the dead.
            if (answer.Outcome == ChangeOutcome.Unknown && await FindETagAsync(key, answer.Failure!) != etag)
                throw Unknown(key, answer.Failure!);
            return etag;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Removes a reminder with an ETag.</summary>
    /// <returns>Whether it was there, and is gone.</returns>
    /// <exception cref="OrleansException">It was removed or not, which is not known.</exception>
    /// <exception cref="CqlException">It was not removed.</exception>
    /// <exception cref="TimeoutException">It was not removed.</exception>
    public async ValueTask<bool> RemoveAsync(ReminderKey key, Guid etag, CancellationToken cancellationToken)
    {
        var gate = await _gates.EnterAsync(key, cancellationToken);
        try
        {
            var answer = await rows.TryRemoveAsync(key, etag);
            for (var begin = time.GetTimestamp(); answer.Outcome == ChangeOutcome.Unknown;)
            {
                // Gone: by this call, or by another that knew the same ETag.
                var found = await FindETagAsync(key, answer.Failure!);
                if (found != etag)
                    return found is null;
                if (time.GetElapsedTime(begin) > Patience)
                    throw Unknown(key, answer.Failure!);
                answer = await rows.TryRemoveAsync(key, etag);
            }

            return answer.Outcome == ChangeOutcome.Applied;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => _gates.Dispose();

    private async ValueTask<Guid?> FindETagAsync(ReminderKey key, Exception failure)
    {
        LogUnknown(logger, failure, key);
        for (var begin = time.GetTimestamp(); ; await Task.Delay(Pause, time, CancellationToken.None))
        {
            try
            {
                return await rows.FindAsync(key, CancellationToken.None) is { ETag: { } etag } ? Guid.ParseExact(etag, "N") : null;
            }
            catch (CqlException e)
            {
                if (time.GetElapsedTime(begin) > Patience)
                    throw Unknown(key, e);
            }
        }
    }

    private static OrleansException Unknown(ReminderKey key, Exception failure) =>
        new($"{key} was changed or was not, which is not known: {failure.Message}", failure);

    [LoggerMessage(LogLevel.Warning, "The answer to a write is missing, and is asked for: {Reminder}")]
    private static partial void LogUnknown(ILogger logger, Exception exception, ReminderKey reminder);
}
