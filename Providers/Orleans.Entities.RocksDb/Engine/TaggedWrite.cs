using Microsoft.Extensions.ObjectPool;
using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>
/// The wish to put a value with an ETag in place of another, or to delete it, encoded on its caller's thread. It may be sent again until
/// it is known what became of it: its own ETag tells that it is stored already.
/// </summary>
internal sealed class TaggedWrite(ObjectPool<TaggedWrite> pool) : Work
{
    private const int KeptBytes = 8 << 10;

    private TaggedKey _key;
    private TagCondition _condition;
    private bool _deletes;
    private bool _makesNew;
    private byte _flags;

    internal override int Bytes => Key.Length + Value.Length;

    /// <summary>The key, which its caller writes first of all.</summary>
    internal RecordBuffer Key { get; } = new(KeptBytes);

    /// <summary>The value, which its caller writes on after <see cref="BeginPut"/>.</summary>
    internal RecordBuffer Value { get; } = new(KeptBytes);

    /// <summary>The ETag of what is put.</summary>
    internal Guid Tag { get; private set; }

    /// <summary>What stood in its place when it was decided.</summary>
    internal TaggedRecord Found { get; private set; }

    /// <summary>Whether there was anything to do: where nothing is, there is nothing to clear.</summary>
    internal bool Changed { get; private set; }

    /// <summary>Whether an earlier sending may be stored.</summary>
    internal bool MayBeStored { get; set; }

    /// <summary>Makes it put a value, also where there is none yet.</summary>
    internal void BeginPut(byte family, TagCondition condition) => Begin(family, condition, flags: 0, makesNew: true);

    /// <summary>Makes it put a value that says that there is none any more.</summary>
    internal void BeginClear(byte family, TagCondition condition) => Begin(family, condition, StoreLayout.ClearedFlag, makesNew: false);

    internal void BeginDelete(byte family, TagCondition condition)
    {
        (_key, _condition) = (new TaggedKey(family, Key), condition);
        (_deletes, _makesNew) = (true, false);
    }

    internal override void Join(Group group)
    {
        (Found, RestsOnGroup) = group.Find(_key);
        Decision = CommitOutcome.Committed;
        if (IsDone)
            return;
        if (!_condition.Allows(Found))
        {
            Decision = CommitOutcome.Conflict;
            return;
        }

        Changed = Found.Found || _makesNew;
        if (!Changed)
            return;
        RestsOnGroup = true;
        if (_deletes)
            group.Delete(_key);
        else
            group.Put(_key, new TaggedRecord(Found: true, _flags, Tag), Value.Span);
    }

    /// <summary>Takes it out of use: its caller has heard all it will.</summary>
    internal void Discard()
    {
        Key.Clear();
        Value.Clear();
        (Changed, MayBeStored) = (false, false);
        pool.Return(this);
    }

    private bool IsDone => _deletes ? MayBeStored && !Found.Found : Found.Found && Found.Tag == Tag;

    private void Begin(byte family, TagCondition condition, byte flags, bool makesNew)
    {
        (_key, _condition, Tag) = (new TaggedKey(family, Key), condition, Guid.NewGuid());
        (_deletes, _flags, _makesNew) = (false, flags, makesNew);
        new TaggedRecord(Found: true, flags, Tag).Write(Value.Append(StoreLayout.TagPrefixBytes));
    }
}
