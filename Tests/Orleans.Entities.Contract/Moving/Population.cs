namespace Orleans.Entities.Contract;

/// <summary>Entities of all shapes, with events and readers that are somewhere in the log; and a store as a text that tells all of it.</summary>
internal static class Population
{
    private const int Entities = 150;
    private const int RowsOfLarge = 700;

    private static readonly string[] Kinds = ["order", "cart", "stöck '\"😀"];
    private static readonly string[] Collections = ["lines", "l", "keys-ä"];
    private static readonly string[] Readers = ["dispatcher", "projection"];

    /// <summary>Fills a store; again, it writes on in what is there.</summary>
    public static async Task FillAsync(IEntityStore store, Random random)
    {
        var plans = Enumerable.Range(0, Entities).Select(i => (Key: new EntityKey(Kinds[i % Kinds.Length], $"id'{i} 😀"), Seed: random.Next())).ToList();
        await Parallel.ForEachAsync(plans, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (plan, _) => await WriteAsync(store, plan.Key, new Random(plan.Seed)));
        var large = new EntityKey("stock", "large");
        for (var first = 0; first < RowsOfLarge; first += 100)
            await CommitAsync(store, large, puts: [.. Enumerable.Range(first, 100).Select(i => EntityWriter.Row("lines", $"{i:D5}", new string('v', 900)))]);
    }

    /// <summary>Puts readers somewhere.</summary>
    public static async Task PutReadersAsync(IEventLog log, Random random)
    {
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            var events = await EventsAsync(log, partition);
            foreach (var reader in Readers)
            {
                var next = random.Next(events.Count + 1);
                if (next > 0)
                    await log.SetPositionAsync(reader, partition, new LogPosition(log.LogId, next, events[next - 1].Id));
            }
        }
    }

    /// <summary>All that can be asked of a store, as lines.</summary>
    /// <param name="store">The store.</param>
    /// <param name="log">Its log.</param>
    /// <param name="withPlaces">Whether the places of events and readers are told. If not, those of events among their entity's are.</param>
    public static async Task<List<string>> TellAsync(IEntityStore store, IEventLog log, bool withPlaces)
    {
        var lines = new List<string>();
        foreach (var kind in Kinds.Append("stock"))
        {
            await foreach (var (key, head) in store.ScanAsync(kind))
            {
                lines.Add($"{key} {head.Version} {head.WriteId} {head.Unfinished} {Text.Of(head.Head)}");
                foreach (var collection in Collections)
                {
                    foreach (var row in await store.ReadRangeAsync(key, collection, null, RowsOfLarge + 1))
                        lines.Add($"{key} {row.Key} {Text.Of(row.Value)}");
                }
            }
        }

        await foreach (var (key, version, _) in store.UnfinishedAsync())
            lines.Add($"open {key} {version}");
        await (withPlaces ? TellPlacesAsync(lines, log) : TellEventsAsync(lines, log));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>What each reader has before it.</summary>
    public static async Task<Dictionary<string, HashSet<string>>> OpenAsync(IEventLog log)
    {
        var open = Readers.ToDictionary(reader => reader, _ => new HashSet<string>(StringComparer.Ordinal));
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            var events = await EventsAsync(log, partition);
            foreach (var reader in Readers)
            {
                var next = (await log.GetPositionAsync(reader, partition))?.Next ?? 0;
                open[reader].UnionWith(events.Where(value => value.Offset >= next).Select(value => value.Id));
            }
        }

        return open;
    }

    /// <summary>Every reader goes on: its position is of this log.</summary>
    public static async Task VerifyReadersAsync(IEventLog log)
    {
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            foreach (var reader in Readers)
            {
                if (await log.GetPositionAsync(reader, partition) is { } position)
                    await LogPositions.VerifyAsync(log, partition, position, CancellationToken.None);
            }
        }
    }

    /// <summary>Writes to an entity as it is.</summary>
    public static async Task CommitAsync(
        IEntityStore store, EntityKey key, string? head = null, IReadOnlyList<EntityRow>? puts = null, IReadOnlyList<PendingEvent>? events = null, bool unfinished = false)
    {
        var before = await store.OpenAsync(key);
        var commit = new EntityCommit
        {
            Key = key,
            ExpectedVersion = before.Version,
            ExpectedWriteId = before.WriteId,
            WriteId = Guid.NewGuid(),
            Head = head is null ? default(ReadOnlyMemory<byte>?) : EntityWriter.Bytes(head),
            Puts = puts ?? [],
            Events = events ?? [],
            Unfinished = unfinished,
            Time = EntityWriter.Time,
            TraceParent = events is { Count: > 1 } ? "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" : null,
        };
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(commit));
    }

    private static async Task TellPlacesAsync(List<string> lines, IEventLog log)
    {
        lines.Add($"log {log.LogId} of {log.PartitionCount}");
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            lines.Add($"{partition} {await log.GetExtentAsync(partition)}");
            foreach (var value in await EventsAsync(log, partition))
                lines.Add($"{partition} {value.Offset} {Tell(value)}");
            foreach (var reader in Readers)
                lines.Add($"{reader} {partition} {await log.GetPositionAsync(reader, partition)}");
        }
    }

    private static async Task TellEventsAsync(List<string> lines, IEventLog log)
    {
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            foreach (var entity in (await EventsAsync(log, partition)).GroupBy(value => value.Entity))
                lines.AddRange(entity.Select((value, number) => $"{entity.Key} {number} {Tell(value)}"));
        }
    }

    private static string Tell(LogEvent value) => $"{value.Id} {value.Type} {value.Time:O} {value.TraceParent} {Text.Of(value.Data)}";

    private static async Task WriteAsync(IEntityStore store, EntityKey key, Random random)
    {
        for (var commits = random.Next(1, 4); commits > 0; commits--)
        {
            await CommitAsync(
                store,
                key,
                random.Next(4) == 0 ? null : $"head {random.Next()}",
                [.. Enumerable.Range(0, random.Next(5)).Select(i => EntityWriter.Row(Collections[random.Next(Collections.Length)], $"key {i}", $"row {random.Next()}"))],
                [.. Enumerable.Range(0, random.Next(3)).Select(_ => EntityWriter.Event($"{random.Next()}"))],
                random.Next(3) == 0);
        }
    }

    private static async Task<List<LogEvent>> EventsAsync(IEventLog log, int partition)
    {
        var (events, extent) = (new List<LogEvent>(), await log.GetExtentAsync(partition));
        while (events.Count < extent.Next - extent.First)
            events.AddRange(await log.ReadAsync(partition, extent.First + events.Count, 1_000, TimeSpan.Zero));
        return events;
    }
}
