using Orleans.Concurrency;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Parking;

/// <summary>A log's unreadable records: an entity with a row each.</summary>
[GrainType("unreadable"), Reentrant]
internal sealed class UnreadableRecordsGrain([Entity] IEntity<UnreadableRecordsHead> entity) : Grain, IUnreadableRecords, IRecordParking
{
    private const int MaxPage = 200;

    public async Task ParkAsync(UnreadableRecord[] records)
        => await entity.RunAsync(records, Park, [.. records.Select(record => UnreadableRecordsHead.Rows.Row(record.Id))]);

    public async Task<UnreadableRecordPage> ListAsync(string? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        var view = await entity.ReadRangeAsync(UnreadableRecordsHead.Rows, after, limit);
        return new([.. view.Rows.Select(row => row.Value)], view.Rows.Count < limit ? null : view.Rows[^1].Key, view.State?.Count ?? 0);
    }

    private static int Park(IDraft<UnreadableRecordsHead> draft, UnreadableRecord[] records)
    {
        var parked = 0;
        foreach (var record in records)
        {
            if (draft.Get(UnreadableRecordsHead.Rows, record.Id) is not null)
                continue;
            draft.Put(UnreadableRecordsHead.Rows, record.Id, record);
            parked++;
        }

        if (parked > 0)
            draft.State = new((draft.State?.Count ?? 0) + parked);
        return parked;
    }
}
