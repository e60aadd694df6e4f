using System.Globalization;
using System.Text;
using Marketplace.Tests.Shared;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.Rivals;

/// <summary>What one owner does to one entity, as its grain would: opens it, commits on what it knows, settles what is unknown.</summary>
internal sealed class EntityRival(int owner, EntityKey key, TestOwner process, Random random, Func<long> clock)
{
    private const string Rows = "lines";

    // Most are settled; some grains die first, and leave that to the next.
    private const int GivesUpOf = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private (long Version, Guid WriteId, string? Text) _known;
    private int _commits;

    public List<EntityCall> Calls { get; } = [];

    /// <summary>How many requests were refused, or failed, or ended without an outcome.</summary>
    public int Failures { get; private set; }

    public async Task RunAsync(Func<bool> isOver, CancellationToken token)
    {
        while (!isOver())
        {
            await Task.Delay(RivalSettings.Thought, token);
            await process.Connection.Gate;
            if (!await TryOpenAsync(token))
            {
                await Task.Delay(Pause, token);
                continue;
            }

            if (random.Next(3) == 0)
                await ReadRowsAsync(token);
            for (var commits = random.Next(4); commits > 0 && await CommitAsync(isOver, token); commits--)
            {
            }
        }
    }

    public async Task<bool> TryOpenAsync(CancellationToken token)
    {
        var began = clock();
        try
        {
            var head = await process.Entities.OpenAsync(key, token);
            _known = (head.Version, head.WriteId, head.Version == 0 ? null : TextOf(head.Head));
            Read(began, _known.Version, _known.Text);
            return true;
        }
        catch (EntityStoreException)
        {
            Failures++;
            return false;
        }
    }

    private async Task ReadRowsAsync(CancellationToken token)
    {
        var began = clock();
        try
        {
            var rows = await process.Entities.ReadRangeAsync(key, Rows, null, 10, token);
            var texts = rows.Select(row => TextOf(row.Value)).Distinct().ToList();
            if (texts.Count == 0)
                Read(began, 0, null);
            else if (texts.Count == 1 && VersionOf(texts[0]) is var version && rows.Select(row => row.Key.Key).SequenceEqual(["a", "b", RowOf(version)]))
                Read(began, version, texts[0]);
            else
                ReadTorn(began, [.. texts.OrderBy(VersionOf)]);
        }
        catch (EntityStoreException)
        {
            Failures++;
        }
    }

    // Rows are read without a condition: an owner knows what of its own is on its way, and rivals are refused when they write.
    private void ReadTorn(long began, IReadOnlyList<string> texts)
    {
        Calls.Add(new(owner, Told.Torn, began, clock(), VersionOf(texts[0]), texts[0]));
        Read(began, VersionOf(texts[^1]), texts[^1]);
    }

    private async Task<bool> CommitAsync(Func<bool> isOver, CancellationToken token)
    {
        var (began, commit, mayBe) = (clock(), Next(), false);
        for (var outcome = await process.Entities.CommitAsync(commit); ;)
        {
            switch (outcome)
            {
                case CommitOutcome.Committed:
                    Wrote(Told.Stored, began, commit);
                    _known = (commit.ExpectedVersion + 1, commit.WriteId, TextOf(commit.Head!.Value));
                    return true;
                case CommitOutcome.Conflict:
                    return GiveUp();
                default:
                    Failures++;
                    mayBe |= outcome == CommitOutcome.Unknown;
                    if (isOver() || random.Next(GivesUpOf) == 0)
                        return GiveUp();
                    await Task.Delay(Pause, token);
                    outcome = mayBe ? await SettleAsync(commit, token) : await process.Entities.CommitAsync(commit);
                    mayBe &= outcome != CommitOutcome.NotApplied;
                    break;
            }
        }

        bool GiveUp()
        {
            Failures++;
            Wrote(mayBe ? Told.Unknown : Told.Never, began, commit);
            return false;
        }
    }

    private async Task<CommitOutcome> SettleAsync(EntityCommit commit, CancellationToken token)
    {
        try
        {
            return await process.Entities.ResolveAsync(key, commit.ExpectedVersion + 1, commit.WriteId, token) switch
            {
                ResolveOutcome.Committed => CommitOutcome.Committed,
                ResolveOutcome.NotApplied => CommitOutcome.NotApplied,
                _ => CommitOutcome.Conflict,
            };
        }
        catch (EntityStoreException)
        {
            return CommitOutcome.Unknown;
        }
    }

    private EntityCommit Next()
    {
        var version = _known.Version + 1;
        var text = string.Create(CultureInfo.InvariantCulture, $"{owner}.{_commits++}@{version}");
        return new()
        {
            Key = key,
            ExpectedVersion = _known.Version,
            ExpectedWriteId = _known.WriteId,
            WriteId = Guid.NewGuid(),
            Head = Encoding.UTF8.GetBytes(text),
            Puts = [EntityWriter.Row(Rows, "a", text), EntityWriter.Row(Rows, "b", text), EntityWriter.Row(Rows, RowOf(version), text)],
            Deletes = version == 1 ? [] : [new RowKey(Rows, RowOf(version - 1))],
            Events = [.. Enumerable.Range(0, random.Next(3)).Select(index => EntityWriter.Event($"{text}/{index}"))],
            Unfinished = random.Next(3) == 0,
            Time = EntityWriter.Time,
        };
    }

    private void Wrote(Told told, long began, EntityCommit commit) =>
        Calls.Add(new(owner, told, began, clock(), commit.ExpectedVersion + 1, TextOf(commit.Head!.Value), _known.Text, commit.Events.Count));

    private void Read(long began, long version, string? text) => Calls.Add(new(owner, Told.Read, began, clock(), version, text));

    private static string TextOf(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static string RowOf(long version) => string.Create(CultureInfo.InvariantCulture, $"n{version}");

    private static long VersionOf(string text) => long.Parse(text.AsSpan(text.IndexOf('@') + 1), CultureInfo.InvariantCulture);
}
