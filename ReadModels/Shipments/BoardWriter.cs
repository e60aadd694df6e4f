using System.Runtime.InteropServices;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.ReadModels.Sqlite;
using Orleans.Entities;

namespace Marketplace.ReadModels.Shipments;

/// <summary>Gathers over a batch how much sellers have to deliver, writes it, and after the commit tells the board.</summary>
/// <remarks>What stands in the file is what the board starts from, so that no start reads all packages.</remarks>
internal sealed class BoardWriter
{
    private readonly ModelConnection _connection;
    private readonly DeliveryBoard? _board;
    private readonly Dictionary<(long Space, string Seller), Change> _changes = [];
    private readonly Dictionary<long, KeySpace> _spaces = [];

    public BoardWriter(ModelConnection connection, DeliveryBoard? board)
    {
        (_connection, _board) = (connection, board);
        board?.Load(Read());
    }

    public void Add(LogEvent value, long space, string sellerId)
    {
        ref var change = ref ChangeOf(value, space, sellerId);
        change.Undelivered++;
        change.Since = change.Since == 0 ? value.Time.UtcTicks : change.Since;
    }

    public void Remove(LogEvent value, long space, string sellerId, DateTimeOffset paidAt)
    {
        ref var change = ref ChangeOf(value, space, sellerId);
        change.Undelivered--;
        change.Removed++;

        // Sellers deliver their oldest first: what is left was paid later.
        change.Since = Math.Max(change.Since, paidAt.UtcTicks);
    }

    public void EndBatch()
    {
        var row = _connection.Prepare(
            """
            INSERT INTO boards(space, seller_id, undelivered, since) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET undelivered = undelivered + ?3, since = iif(?5 > 0 OR undelivered = 0, max(since, ?4), since)
            """);
        foreach (var ((space, seller), change) in _changes)
            row.Bind(1, space).Bind(2, seller).Bind(3, change.Undelivered).Bind(4, change.Since).Bind(5, change.Removed).Run();
        if (_board is null)
            _changes.Clear();
    }

    public void Committed()
    {
        if (_board is null)
            return;
        foreach (var ((space, seller), change) in _changes)
            _board.Change(_spaces[space], seller, change.Undelivered, change.Removed, change.Since);
        _changes.Clear();
    }

    private List<(KeySpace Space, string Seller, int Undelivered, long Since)> Read()
    {
        var read = new List<(KeySpace, string, int, long)>();
        var rows = _connection.Prepare(
            "SELECT name, base, generation, seller_id, undelivered, since FROM boards JOIN spaces ON spaces.id = boards.space WHERE undelivered > 0");
        while (rows.Step())
            read.Add((new(rows.Text(0), rows.Int(1), rows.Int(2)), rows.Text(3), rows.Int(4), rows.Long(5)));
        return read;
    }

    private ref Change ChangeOf(LogEvent value, long space, string sellerId)
    {
        if (!_spaces.TryGetValue(space, out _))
            _spaces[space] = KeySpace.Split(value.Entity.Id).Space;
        return ref CollectionsMarshal.GetValueRefOrAddDefault(_changes, (space, sellerId), out _);
    }

    private struct Change
    {
        public int Undelivered;
        public int Removed;
        public long Since;
    }
}
