using CsCheck;

namespace Orleans.Entities.Contract;

/// <summary>Any sequence of commits, good, stale and repeated, with restarts between them, leaves what a simple model says.</summary>
public abstract class ModelContract : StoreContract
{
    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Int[0, 3],
        Gen.Enum<StepKind>(),
        Gen.Int[0, 2],
        Gen.Select(Gen.String[Gen.Char["aä€b"], 1, 2], Gen.Bool).Array[0, 4],
        Gen.Int[0, 3],
        Gen.Bool,
        (entity, kind, head, rows, events, unfinished) => new Step(entity, kind, head, rows, events, unfinished));

    private enum StepKind
    {
        Commit,
        CommitAndRepeat,
        Stale,
        Ahead,
        Restart,
        Trim,
    }

    /// <summary>How many sequences are tried. Each has a store of its own.</summary>
    protected virtual int Sequences => 60;

    [Fact]
    public async Task Sequences_of_commits_and_restarts_leave_what_the_model_says() =>
        await Steps.Array[1, 25].SampleAsync(RunAsync, iter: Sequences, threads: 1);

    private async Task RunAsync(Step[] steps)
    {
        await using var subject = await CreateAsync();
        var model = Enumerable.Range(0, 4).Select(i => new Entity(new EntityKey(i < 2 ? "a" : "b", $"{i % 2}"))).ToArray();
        var log = new SortedDictionary<int, List<(EntityKey, long, int)>>();
        var trimmed = new Dictionary<int, long>();
        foreach (var step in steps)
        {
            var entity = model[step.Entity];
            var partition = subject.Log.PartitionOf(entity.Key);
            switch (step.Kind)
            {
                case StepKind.Restart:
                    await subject.ReopenAsync();
                    break;
                case StepKind.Trim:
                    await subject.UntilLoggedAsync();
                    var before = (await subject.Log.GetExtentAsync(partition, Token)).Next;
                    await subject.Log.TrimAsync(partition, before, Token);
                    trimmed[partition] = before;
                    break;
                case StepKind.Stale when entity.Version == 0:
                    break;
                case StepKind.Stale:
                    Assert.Equal(CommitOutcome.Conflict, await subject.Store.CommitAsync(step.ToCommit(entity, entity.Version - 1)));
                    break;
                case StepKind.Ahead:
                    Assert.Equal(CommitOutcome.Conflict, await subject.Store.CommitAsync(step.ToCommit(entity, entity.Version + 1)));
                    break;
                default:
                    var commit = step.ToCommit(entity, entity.Version);
                    Assert.Equal(CommitOutcome.Committed, await subject.Store.CommitAsync(commit));
                    entity.Apply(commit);
                    if (!log.TryGetValue(partition, out var events))
                        log[partition] = events = [];
                    events.AddRange(commit.Events.Select((_, index) => (entity.Key, entity.Version, index)));
                    if (step.Kind == StepKind.CommitAndRepeat)
                        Assert.Equal(CommitOutcome.Committed, await subject.Store.CommitAsync(commit));
                    break;
            }
        }

        await subject.UntilLoggedAsync();
        foreach (var entity in model)
            await entity.AssertStoredAsync(subject.Store);
        Assert.Equal(
            model.Where(entity => entity.Unfinished).Select(entity => entity.Key.ToString()),
            (await subject.Store.UnfinishedAsync(Token).ToListAsync(Token)).Select(entity => entity.Key.ToString()).Order(StringComparer.Ordinal));
        foreach (var (partition, events) in log)
        {
            var first = (int)trimmed.GetValueOrDefault(partition);
            Assert.Equal(new LogExtent(first, events.Count), await subject.Log.GetExtentAsync(partition, Token));
            var stored = await subject.Log.ReadAsync(partition, first, 1000, TimeSpan.Zero, Token);
            Assert.Equal(events.Skip(first), stored.Select(value => (value.Entity, value.Version, value.Index)));
            Assert.Equal(Enumerable.Range(first, events.Count - first), stored.Select(value => (int)value.Offset));
        }
    }

    private sealed record Step(int Entity, StepKind Kind, int Head, (string Key, bool Put)[] Rows, int Events, bool Unfinished)
    {
        internal EntityCommit ToCommit(Entity entity, long version)
        {
            var rows = Rows.DistinctBy(row => row.Key).ToList();
            return new EntityCommit
            {
                Key = entity.Key,
                ExpectedVersion = version,
                ExpectedWriteId = version == 0 ? Guid.Empty : version == entity.Version ? entity.WriteId : Guid.NewGuid(),
                WriteId = Guid.NewGuid(),
                Head = Head == 0 ? default(ReadOnlyMemory<byte>?) : EntityWriter.Bytes($"{Head} at {version}"),
                Puts = [.. rows.Where(row => row.Put).Select(row => EntityWriter.Row("rows", row.Key, $"{row.Key} at {version}"))],
                Deletes = [.. rows.Where(row => !row.Put).Select(row => new RowKey("rows", row.Key))],
                Events = [.. Enumerable.Range(0, Events).Select(i => EntityWriter.Event($"{i}"))],
                Unfinished = Unfinished,
                Time = EntityWriter.Time,
            };
        }
    }

    private sealed class Entity(EntityKey key)
    {
        private readonly Dictionary<string, string> _rows = [];
        private string _head = "";

        internal EntityKey Key => key;

        internal long Version { get; private set; }

        internal Guid WriteId { get; private set; }

        internal bool Unfinished { get; private set; }

        internal void Apply(EntityCommit commit)
        {
            (Version, WriteId, Unfinished) = (Version + 1, commit.WriteId, commit.Unfinished);
            if (commit.Head is { } head)
                _head = Text.Of(head);
            foreach (var row in commit.Puts)
                _rows[row.Key.Key] = Text.Of(row.Value);
            foreach (var row in commit.Deletes)
                _rows.Remove(row.Key);
        }

        internal async Task AssertStoredAsync(IEntityStore store)
        {
            var head = await store.OpenAsync(Key, Token);
            Assert.Equal((Version, WriteId, _head, Unfinished), (head.Version, head.WriteId, Text.Of(head.Head), head.Unfinished));
            var rows = await store.ReadRangeAsync(Key, "rows", null, 1000, Token);
            Assert.Equal(_rows.OrderBy(row => row.Key, StringComparer.Ordinal), rows.Select(row => KeyValuePair.Create(row.Key.Key, Text.Of(row.Value))));
            Assert.Equal(rows.Select(row => Text.Of(row.Value)), (await store.ReadRowsAsync(Key, [.. rows.Select(row => row.Key)], Token)).Select(Text.Of));
        }
    }
}
