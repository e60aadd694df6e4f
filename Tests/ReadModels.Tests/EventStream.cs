using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Marketplace.Grains.Interfaces;
using Orleans.Entities;

namespace Marketplace.ReadModels.Tests;

/// <summary>Events in partitions, as a log holds them, and their way into a projection.</summary>
internal sealed class EventStream
{
    private const int Partitions = 4;

    private readonly List<LogEvent>[] _partitions = [.. Enumerable.Range(0, Partitions).Select(_ => new List<LogEvent>())];
    private readonly Dictionary<EntityKey, long> _versions = [];
    private long _clock;

    public Guid LogId { get; } = Guid.NewGuid();

    public DateTimeOffset Now => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(_clock);

    /// <summary>Appends the events of one commit.</summary>
    public void Append(string kind, string id, params ReadOnlySpan<object> events)
    {
        var entity = new EntityKey(kind, id);
        var version = _versions[entity] = _versions.GetValueOrDefault(entity) + 1;
        var partition = (kind + id).Sum(c => c) % Partitions;
        _clock++;
        for (var i = 0; i < events.Length; i++)
        {
            _partitions[partition].Add(new()
            {
                Partition = partition,
                Offset = _partitions[partition].Count,
                Entity = entity,
                Version = version,
                Index = i,
                Type = ((AliasAttribute)Attribute.GetCustomAttribute(events[i].GetType(), typeof(AliasAttribute))!).Alias,
                Time = Now,
                Data = JsonSerializer.SerializeToUtf8Bytes(events[i], Json(events[i].GetType())),
            });
        }
    }

    /// <summary>An event's data in JSON, and how its type is called.</summary>
    public static (string Type, JsonNode Data) Write(object value) =>
        (((AliasAttribute)Attribute.GetCustomAttribute(value.GetType(), typeof(AliasAttribute))!).Alias, JsonSerializer.SerializeToNode(value, Json(value.GetType()))!);

    /// <summary>Appends an event as it is.</summary>
    public void AppendRaw(string kind, string id, string type, byte[] data) => _partitions[0].Add(new()
    {
        Partition = 0,
        Offset = _partitions[0].Count,
        Entity = new(kind, id),
        Version = 1,
        Index = 0,
        Type = type,
        Time = Now,
        Data = data,
    });

    /// <summary>Has a projection take in everything that it has not, its partitions mixed, some events twice.</summary>
    public async Task FeedAsync(IProjection projection, Random random)
    {
        var positions = await projection.OpenAsync(default);
        var next = Enumerable.Range(0, Partitions).Select(p => (int)(positions.GetValueOrDefault(p)?.Next ?? 0)).ToArray();
        while (Enumerable.Range(0, Partitions).Any(p => next[p] < _partitions[p].Count))
        {
            var batch = new List<LogEvent>();
            var moved = new Dictionary<int, LogPosition>();
            foreach (var partition in Enumerable.Range(0, Partitions).Where(_ => random.Next(2) == 0))
            {
                // What was told before comes again now and then, as after a restart from an older position.
                var from = Math.Max(0, next[partition] - (random.Next(4) == 0 ? random.Next(20) : 0));
                var to = Math.Min(_partitions[partition].Count, next[partition] + random.Next(1, 30));
                batch.AddRange(_partitions[partition][from..to].Where(e => projection.EventTypes.Contains(e.Type)));
                next[partition] = to;
                if (to > 0)
                    moved[partition] = new(LogId, to, _partitions[partition][to - 1].Id);
            }
            await projection.ApplyAsync(batch, moved, default);
        }
    }

    private static JsonTypeInfo Json(Type type) => MarketplaceEvents.Default.GetTypeInfo(type)!;
}
