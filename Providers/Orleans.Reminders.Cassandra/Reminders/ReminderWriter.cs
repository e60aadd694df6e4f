using Cql;
using Microsoft.Extensions.Logging;

namespace Orleans.Reminders.Cassandra;

/// <summary>Changes reminders, and asks what became of a change whose answer is missing.</summary>
internal sealed partial class ReminderWriter(IReminderRows rows, TimeProvider time, ReminderMetrics metrics, ILogger logger) : IDisposable
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
        await ChangingAsync("put", key, () => PutAsync(key, entry, etag), cancellationToken);
        return etag;
    }

    /// <summary>Removes a reminder with an ETag.</summary>
    /// <returns>Whether it was there, and is gone.</returns>
    /// <exception cref="OrleansException">It was removed or not, which is not known.</exception>
    /// <exception cref="CqlException">It was not removed.</exception>
    /// <exception cref="TimeoutException">It was not removed.</exception>
    public async ValueTask<bool> RemoveAsync(ReminderKey key, Guid etag, CancellationToken cancellationToken) =>
        await ChangingAsync("remove", key, () => RemoveAsync(key, etag), cancellationToken) == ChangeOutcome.Applied;

    public void Dispose() => _gates.Dispose();

    private async ValueTask<ChangeOutcome> ChangingAsync(
        string operation, ReminderKey key, Func<ValueTask<ChangeOutcome>> change, CancellationToken cancellationToken)
    {
        ChangeOutcome? outcome = null;
        try
        {
            var gate = await _gates.EnterAsync(key, cancellationToken);
            try
            {
                outcome = await change();
            }
            finally
            {
                gate.Release();
            }

            return outcome.Value;
        }
        catch (OrleansException)
        {
            outcome = ChangeOutcome.Unknown;
            metrics.Settled(ChangeOutcome.Unknown);
            throw;
        }
        finally
        {
            metrics.Changed(operation, outcome);
        }
    }

    private async ValueTask<ChangeOutcome> PutAsync(ReminderKey key, ReminderEntry entry, Guid etag)
    {
        var answer = await rows.TryPutAsync(key, entry, etag);
        if (answer.Outcome != ChangeOutcome.Unknown)
            return answer.Outcome;

        // What is not there may have been written and removed since: to write it again might bring it back from the dead.
        if (await FindETagAsync(key, answer.Failure!) != etag)
            throw Unknown(key, answer.Failure!);
        return Settled(ChangeOutcome.Applied);
    }

    private async ValueTask<ChangeOutcome> RemoveAsync(ReminderKey key, Guid etag)
    {
        var answer = await rows.TryRemoveAsync(key, etag);
        if (answer.Outcome != ChangeOutcome.Unknown)
            return answer.Outcome;
        for (var begin = time.GetTimestamp(); ;)
        {
            // Gone: by this call, or by another that knew the same ETag.
            var found = await FindETagAsync(key, answer.Failure!);
            if (found != etag)
                return Settled(found is null ? ChangeOutcome.Applied : ChangeOutcome.Refused);
            if (time.GetElapsedTime(begin) > Patience)
                throw Unknown(key, answer.Failure!);
            answer = await TryRemoveAgainAsync(key, etag);
            if (answer.Outcome != ChangeOutcome.Unknown)
                return Settled(answer.Outcome);
        }
    }

    private async ValueTask<ChangeAnswer> TryRemoveAgainAsync(ReminderKey key, Guid etag)
    {
        try
        {
            return await rows.TryRemoveAsync(key, etag);
        }
        catch (CqlException e)
        {
            // That this try was not done says nothing about the ones before it.
            return new ChangeAnswer(ChangeOutcome.Unknown, e);
        }
    }

    private ChangeOutcome Settled(ChangeOutcome outcome)
    {
        metrics.Settled(outcome);
        return outcome;
    }

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
