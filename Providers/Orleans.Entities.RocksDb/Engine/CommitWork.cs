using Microsoft.Extensions.ObjectPool;
using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>An entity's commit, encoded on its caller's thread.</summary>
internal sealed class CommitWork(ObjectPool<CommitWork> pool) : Work
{
    private const int KeptBytes = 8 << 10;

    private readonly CommitEncoder _encoder = new(new RecordBuffer(KeptBytes));
    private long _expectedVersion;
    private Guid _expectedWriteId;
    private Guid _writeId;
    private bool _unfinished;
    private bool _mirrors;

    internal override int Bytes => _encoder.Bytes.Length;

    /// <exception cref="ArgumentException">The commit is malformed or outside the limits.</exception>
    /// <param name="commit">What is to be written.</param>
    /// <param name="limits">What it may hold.</param>
    /// <param name="partitions">How many the log has.</param>
    /// <param name="mirrors">Whether it is durable elsewhere already, and only its events are wanted.</param>
    internal void Encode(EntityCommit commit, EntityStoreLimits limits, int partitions, bool mirrors)
    {
        _encoder.Encode(commit, limits, partitions);
        _mirrors = mirrors;
        (_expectedVersion, _expectedWriteId) = (commit.ExpectedVersion, commit.ExpectedWriteId);
        (_writeId, _unfinished) = (commit.WriteId, commit.Unfinished);
    }

    internal override void Join(Group group)
    {
        using var stored = group.Find(_encoder.Key, withValue: !_encoder.HasHead);
        RestsOnGroup = stored.OfThisGroup;
        if (stored.Record.Version == _expectedVersion + 1 && stored.Record.WriteId == _writeId)
        {
            Decision = CommitOutcome.Committed;
            return;
        }

        if (_mirrors && stored.Record.Version > _expectedVersion)
        {
            // It was appended before: versions come in order.
            Decision = CommitOutcome.Committed;
            return;
        }

        if (!_mirrors && (stored.Record.Version != _expectedVersion || stored.Record.WriteId != _expectedWriteId))
        {
            Decision = CommitOutcome.Conflict;
            return;
        }

        (Decision, RestsOnGroup) = (CommitOutcome.Committed, true);
        var record = new HeadRecord(_expectedVersion + 1, _writeId, _unfinished);
        group.Add(_encoder, record, stored);
    }

    /// <summary>Takes it out of use: its caller has heard, or it never got a caller.</summary>
    internal void Discard()
    {
        _encoder.Clear();
        pool.Return(this);
    }

    protected override void Released() => Discard();
}
