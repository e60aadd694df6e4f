using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Entities.RocksDb;

namespace Marketplace.StoreProcess;

/// <summary>A store and the entities it is told to write, each once.</summary>
internal sealed class Session(string folder) : IDisposable
{
    private readonly RocksDbEntityStore _store = new(
        new RocksDbEntityOptions { Folder = folder }, TimeProvider.System, NullLogger<RocksDbEntityStore>.Instance);

    private readonly ConcurrentDictionary<string, EntityHead> _writes = new();

    internal RocksDbEntityStore Store => _store;

    internal string Failure => _store.Failure ?? "none";

    internal string Open()
    {
        try
        {
            _store.Open();
            return "open";
        }
        catch (EntityStoreException e)
        {
            return e.Message;
        }
    }

    /// <summary>Writes a new entity whose head holds a marker, the same write each time, and notes the answer in the trace.</summary>
    internal Task<string> CommitAsync(string id, string marker) =>
        CommitAsync(id, marker, EntityHead.Absent, _writes.GetOrAdd(id, _ => Write(version: 1)));

    /// <summary>Writes an entity again, on top of what is stored.</summary>
    internal async Task<string> UpdateAsync(string id, string marker)
    {
        var stored = await _store.Entities.OpenAsync(new EntityKey("thing", id));
        return await CommitAsync(id, marker, stored, _writes[id] = Write(stored.Version + 1));
    }

    internal async Task<string> ReadAsync(string id)
    {
        try
        {
            return Encoding.ASCII.GetString((await _store.Entities.OpenAsync(new EntityKey("thing", id))).Head.Span);
        }
        catch (EntityStoreException e)
        {
            return e.Message;
        }
    }

    /// <summary>What the events say that are in an entity's partition of the log.</summary>
    internal async Task<string> EventsAsync(string id)
    {
        var partition = _store.Log.PartitionOf(new EntityKey("thing", id));
        try
        {
            var events = await _store.Log.ReadAsync(partition, 0, int.MaxValue, TimeSpan.Zero);
            return string.Join(' ', events.Select(value => Encoding.ASCII.GetString(value.Data.Span)));
        }
        catch (EntityStoreException e)
        {
            return e.Message;
        }
    }

    internal async Task<string> ResolveAsync(string id)
    {
        try
        {
            return $"{await _store.Entities.ResolveAsync(new EntityKey("thing", id), _writes[id].Version, _writes[id].WriteId)}";
        }
        catch (EntityStoreException e)
        {
            return e.Message;
        }
    }

    /// <summary>Writes entities by several callers at once, numbered from a first one, and tells how many were committed.</summary>
    internal async Task<string> BurstAsync(int first, int callers, int each)
    {
        var committed = 0;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                var number = (first + (caller * each) + i).ToString("D12", CultureInfo.InvariantCulture);
                if (await CommitAsync(number, $"MARK:{number}") == nameof(CommitOutcome.Committed))
                    Interlocked.Increment(ref committed);
            }
        })));
        return $"{committed}";
    }

    public void Dispose() => _store.Dispose();

    private static EntityHead Write(long version) => new(version, Guid.NewGuid(), default, Unfinished: false);

    private async Task<string> CommitAsync(string id, string marker, EntityHead stored, EntityHead write)
    {
        var outcome = await _store.Entities.CommitAsync(new EntityCommit
        {
            Key = new EntityKey("thing", id),
            ExpectedVersion = stored.Version,
            ExpectedWriteId = stored.WriteId,
            WriteId = write.WriteId,
            Head = Encoding.ASCII.GetBytes(marker),
            Events = [new PendingEvent("tests.thing.happened.v1", Encoding.ASCII.GetBytes(marker))],
            Time = DateTimeOffset.UnixEpoch,
        });
        if (outcome == CommitOutcome.Committed)
            SyncShim.Note($"A {marker}");
        return $"{outcome}";
    }
}
