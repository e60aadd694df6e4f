using System.Text;
using RocksDbSharp;

namespace Marketplace.Payments.Sandbox;

/// <summary>The gateway's books as they are stored, for moving them while no gateway runs. One process at a time has a folder.</summary>
public sealed class SandboxBooks : IDisposable
{
    private readonly RocksDb _db;
    private readonly WriteOptions _synced = new WriteOptions().SetSync(true);

    private SandboxBooks(RocksDb db) => _db = db;

    /// <summary>Opens the books in a folder, which are made when they are not there.</summary>
    /// <exception cref="IOException">They cannot be opened, or a gateway has them.</exception>
    public static SandboxBooks Open(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new SandboxBooks(RocksDb.Open(new DbOptions().SetCreateIfMissing(true).SetWalRecoveryMode(Recovery.TolerateCorruptedTailRecords), folder));
        }
        catch (RocksDbException e)
        {
            throw new IOException($"The payment gateway's books in '{folder}' cannot be opened ({e.Message.TrimEnd('.')}): stop what has them, or give another folder.", e);
        }
    }

    /// <summary>The number of the last change.</summary>
    public ulong LastChange => _db.GetLatestSequenceNumber();

    /// <summary>References with their records, in the order of their names, after one (exclusive; null: from the first), up to a number.</summary>
    public IReadOnlyList<KeyValuePair<string, byte[]>> Read(string? after, int limit)
    {
        var page = new List<KeyValuePair<string, byte[]>>();
        using var iterator = _db.NewIterator();
        for (iterator.Seek(Encoding.UTF8.GetBytes(after ?? "")); page.Count < limit && iterator.Valid(); iterator.Next())
        {
            var reference = Encoding.UTF8.GetString(iterator.Key());
            if (reference != after)
                page.Add(KeyValuePair.Create(reference, iterator.Value()));
        }

        return page;
    }

    /// <summary>A reference's record; null when there is none.</summary>
    public byte[]? Find(string reference) => _db.Get(Encoding.UTF8.GetBytes(reference));

    /// <summary>Writes records as they are. When it returns they are on disk.</summary>
    public void Write(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        using var batch = new WriteBatch();
        foreach (var (reference, record) in records)
            batch.Put(Encoding.UTF8.GetBytes(reference), record.ToArray());
        _db.Write(batch, _synced);
    }

    /// <inheritdoc/>
    public void Dispose() => _db.Dispose();
}
