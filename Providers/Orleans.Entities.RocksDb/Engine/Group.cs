using System.Buffers.Binary;
using Orleans.Entities.RocksDb.Layout;
using Orleans.Entities.RocksDb.Native;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>The works that go to the disk together: one write batch, and what the entities in it look like afterwards.</summary>
/// <remarks>Used by the commit thread only.</remarks>
internal sealed class Group
{
    // 4 MiB.
    private const int CachedHeads = 32 << 10;

    private readonly RecordBuffer _batch = new(4 << 20);
    private readonly Dictionary<HeadKey, Overlay> _overlay = [];
    private readonly Dictionary<TaggedKey, TaggedRecord> _tagged = [];
    private readonly HeadCache _heads = new(CachedHeads);
    private readonly List<CommitEncoder> _withEvents = [];
    private Database _database = null!;
    private long[] _next = [];
    private long[] _first = [];
    private bool _nextChanged;
    private bool _firstChanged;
    private uint _records;

    /// <summary>For each partition the next offset, once this group is durable.</summary>
    internal ReadOnlySpan<long> Next => _next;

    internal bool IsEmpty => _records == 0 && !_nextChanged;

    internal int Bytes => _batch.Length;

    /// <summary>Starts on a database that was just opened.</summary>
    internal void Attach(Database database, StoreMeta meta)
    {
        _database = database;

        // A group that failed may be stored or not.
        _heads.Clear();
        _next = [.. meta.Next];
        _first = [.. meta.First];
    }

    internal void Begin()
    {
        _batch.Clear();
        _batch.Append(BatchRecords.HeaderBytes).Clear();
        _overlay.Clear();
        _tagged.Clear();
        _withEvents.Clear();
        (_records, _nextChanged, _firstChanged) = (0, false, false);
    }

    /// <summary>What an entity looks like now. Its value is asked for by who writes it again.</summary>
    internal StoredHead Find(HeadKey key, bool withValue)
    {
        if (_overlay.Count > 0 && _overlay.TryGetValue(key, out var overlay))
            return new StoredHead(overlay.Record, overlay.At, overlay.Length);
        if (!withValue && _heads.TryGet(key.Hash, key.Span, out var record))
            return new StoredHead(record);
        return new StoredHead(_database.Get(Families.Heads, key.Span));
    }

    internal void Add(CommitEncoder commit, HeadRecord record, scoped StoredHead stored)
    {
        var (at, length) = commit.HasHead
            ? (_batch.Length + commit.HeadAt, commit.HeadLength)
            : AppendKeptHead(commit.Key.Span, record, stored);
        if (commit.EventCount > 0)
        {
            commit.SetOffsets(_next[commit.Partition]);
            _next[commit.Partition] += commit.EventCount;
            _nextChanged = true;
            _withEvents.Add(commit);
        }

        _batch.Append(commit.Records);
        _records += (uint)commit.RecordCount;
        AppendMark(commit.Key.Span, record.Unfinished, stored.Record.Unfinished);
        _overlay[commit.Key] = new Overlay(record, at, length);
    }

    /// <summary>Writes one value under one key.</summary>
    internal void Put(byte family, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        BatchRecords.AppendPut(_batch, family, key, value);
        _records++;
    }

    /// <summary>What stands under a key now, and whether that is of this group.</summary>
    internal (TaggedRecord Record, bool OfThisGroup) Find(TaggedKey key)
    {
        if (_tagged.Count > 0 && _tagged.TryGetValue(key, out var record))
            return (record, true);
        using var stored = _database.Get(key.Family, key.Span);
        return (stored.Found ? TaggedRecord.Read(stored.Span) : TaggedRecord.Absent, false);
    }

    internal void Put(TaggedKey key, TaggedRecord record, ReadOnlySpan<byte> value)
    {
        Put(key.Family, key.Span, value);
        _tagged[key] = record;
    }

    internal void Delete(TaggedKey key)
    {
        BatchRecords.AppendDelete(_batch, key.Family, key.Span);
        _records++;
        _tagged[key] = TaggedRecord.Absent;
    }

    /// <summary>Adds records as they are encoded.</summary>
    internal void Add(ReadOnlySpan<byte> records, int count)
    {
        _batch.Append(records);
        _records += (uint)count;
    }

    /// <summary>Sets where a partition begins and ends.</summary>
    internal void SetExtent(int partition, LogExtent extent)
    {
        (_first[partition], _next[partition]) = (extent.First, extent.Next);
        (_firstChanged, _nextChanged) = (true, true);
    }

    /// <summary>Drops a partition's events below an offset that is at most its next one.</summary>
    internal void Trim(int partition, long before)
    {
        if (before <= _first[partition])
            return;
        Span<byte> from = stackalloc byte[StoreLayout.EventKeyBytes];
        Span<byte> bound = stackalloc byte[StoreLayout.EventKeyBytes];
        Keys.WriteEvent(from, partition, _first[partition]);
        Keys.WriteEvent(bound, partition, before);
        BatchRecords.AppendDeleteRange(_batch, Families.Events, from, bound);
        _records++;
        _first[partition] = before;
        _firstChanged = true;
    }

    /// <summary>Finishes the batch and puts it on the disk.</summary>
    internal void Write()
    {
        if (_nextChanged)
            AppendOffsets(StoreLayout.NextKey, _next);
        if (_firstChanged)
            AppendOffsets(StoreLayout.FirstKey, _first);
        BinaryPrimitives.WriteUInt32LittleEndian(_batch.Writable(8, 4), _records);
        _database.Write(_batch.Span);
    }

    /// <summary>Shows the group, which is durable, to the commits after it and to the log's readers. None of its own has ended.</summary>
    internal void Publish(LogState log)
    {
        foreach (var (key, head) in _overlay)
            _heads.Set(key.Hash, key.Span, head.Record);
        foreach (var commit in _withEvents)
            commit.AppendEvents(log.Tail(commit.Partition));
        log.Publish(_next, _first);
    }

    private void AppendOffsets(ReadOnlySpan<byte> key, long[] offsets)
    {
        StoreMeta.AppendOffsets(_batch, key, offsets);
        _records++;
    }

    private (int At, int Length) AppendKeptHead(ReadOnlySpan<byte> key, HeadRecord record, scoped StoredHead stored)
    {
        var length = stored.OfThisGroup ? stored.Length : Math.Max(stored.Value.Length, StoreLayout.HeadPrefixBytes);
        BatchRecords.BeginPut(_batch, Families.Heads);
        BatchRecords.AppendBytes(_batch, key);
        _batch.AppendVarint(length);
        var at = _batch.Length;
        var value = _batch.Append(length);
        if (stored.OfThisGroup)
            _batch.Slice(stored.At, length).CopyTo(value);
        else
            stored.Value.CopyTo(value);
        record.Write(value);
        _records++;
        return (at, length);
    }

    private void AppendMark(ReadOnlySpan<byte> key, bool unfinished, bool before)
    {
        if (unfinished == before)
            return;
        if (unfinished)
            BatchRecords.AppendPut(_batch, Families.Unfinished, key, []);
        else
            BatchRecords.AppendDelete(_batch, Families.Unfinished, key);
        _records++;
    }

    private readonly record struct Overlay(HeadRecord Record, int At, int Length);
}
