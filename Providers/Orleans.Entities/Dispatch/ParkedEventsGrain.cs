using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Orleans.Entities;

/// <summary>A dispatcher's parked events: an entity with a row each.</summary>
[GrainType("parked"), Reentrant]
internal sealed partial class ParkedEventsGrain(
    [Entity] IEntity<ParkedEventsHead> entity, DispatcherRegistry dispatchers, ILogger<ParkedEventsGrain> logger)
    : Grain, IParkedEvents, IEventParking
{
    private const int MaxPage = 200;

    public async Task ParkAsync(ParkedEvent parked)
    {
        await entity.RunAsync(parked, Park, [ParkedEventsHead.Rows.Row(parked.Id)]);
        LogParked(logger, this.GetPrimaryKeyString(), parked.Id, parked.Type, parked.Cause);
    }

    public async Task<ParkedEventPage> ListAsync(string? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        var view = await entity.ReadRangeAsync(ParkedEventsHead.Rows, after, limit);
        return new(
            [.. view.Rows.Select(row => row.Value)], view.Rows.Count < limit ? null : view.Rows[^1].Key, view.State?.Count ?? 0);
    }

    public async Task<ParkedRetryOutcome> RetryAsync(string id)
    {
        if (await entity.ReadRowAsync(ParkedEventsHead.Rows, id) is not { } parked)
            return ParkedRetryOutcome.NotFound;
        try
        {
            await DeliverAsync(parked);
        }
        catch (EventRefusedException refused)
        {
            await ParkAsync(ParkedEvent.Of(parked.Target, parked.ToLogEvent(), refused, parked.Since));
            return ParkedRetryOutcome.Refused;
        }
        catch (Exception failure)
        {
            LogRetryFailed(logger, failure, this.GetPrimaryKeyString(), id);
            return ParkedRetryOutcome.Unreachable;
        }
        await SkipAsync(id);
        return ParkedRetryOutcome.Delivered;
    }

    public async Task<bool> SkipAsync(string id) => await entity.RunAsync(id, Remove, [ParkedEventsHead.Rows.Row(id)]);

    private async Task DeliverAsync(ParkedEvent parked)
    {
        var dispatcher = dispatchers.Get(this.GetPrimaryKeyString()).Dispatcher;
        var value = parked.ToLogEvent();
        if (!parked.Target.IsDefault)
        {
            await dispatcher.DeliverAsync(parked.Target, [value], CancellationToken.None);
            return;
        }
        foreach (var target in TargetsOf(dispatcher, value))
            await dispatcher.DeliverAsync(target, [value], CancellationToken.None);
    }

    private static List<GrainId> TargetsOf(IEventDispatcher dispatcher, LogEvent value)
    {
        try
        {
            return [.. dispatcher.TargetsOf(value)];
        }
        catch (Exception unreadable)
        {
            throw new EventRefusedException(unreadable.Message, unreadable);
        }
    }

    private static bool Park(IDraft<ParkedEventsHead> draft, ParkedEvent parked)
    {
        var known = draft.Get(ParkedEventsHead.Rows, parked.Id);
        draft.Put(
            ParkedEventsHead.Rows, parked.Id, known is null ? parked : known with { Cause = parked.Cause, Tries = known.Tries + 1 });
        if (known is null)
            draft.State = new((draft.State?.Count ?? 0) + 1);
        return known is null;
    }

    private static bool Remove(IDraft<ParkedEventsHead> draft, string id)
    {
        if (draft.Get(ParkedEventsHead.Rows, id) is null)
            return false;
        draft.Delete(ParkedEventsHead.Rows, id);
        draft.State = new((draft.State?.Count ?? 1) - 1);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "{Dispatcher}: parked {Id} ({Type}): {Cause}")]
    private static partial void LogParked(ILogger logger, string dispatcher, string id, string type, string cause);

    [LoggerMessage(LogLevel.Warning, "{Dispatcher}: the parked event {Id} could not be delivered and stays parked")]
    private static partial void LogRetryFailed(ILogger logger, Exception failure, string dispatcher, string id);
}
