using Marketplace.Grains.Interfaces.Common;
using Orleans.Entities;

namespace Marketplace.ReadModels.Sqlite;

/// <summary>The key spaces that a model knows, each generation with a number for its rows; generations that are over are emptied bit by bit.</summary>
internal sealed class SpaceTable
{
    public const string Schema =
        "CREATE TABLE spaces(id INTEGER PRIMARY KEY, name TEXT NOT NULL, base INTEGER NOT NULL, generation INTEGER NOT NULL, UNIQUE(name, base, generation));";

    // The number of events that are passed over, being of a generation that is over.
    private const long Over = -1;
    private const int RowsAtOnce = 2_000;

    private readonly ModelConnection _connection;
    private readonly IModel _model;
    private readonly Dictionary<string, long> _byPrefix = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Dictionary<string, KeySpace> _newest = new(StringComparer.Ordinal);
    private readonly List<(long Id, KeySpace Space)> _known = [];

    public SpaceTable(ModelConnection connection, IModel model)
    {
        (_connection, _model) = (connection, model);
        _lookup = _byPrefix.GetAlternateLookup<ReadOnlySpan<char>>();
        var rows = connection.Prepare("SELECT id, name, base, generation FROM spaces");
        while (rows.Step())
            Learn(rows.Long(0), new(rows.Text(1), rows.Int(2), rows.Int(3)));
    }

    /// <summary>The number of a space in this file, or null when the file has nothing of it.</summary>
    public static long? Find(ModelConnection connection, KeySpace space)
    {
        var row = connection.Prepare("SELECT id FROM spaces WHERE name = ?1 AND base = ?2 AND generation = ?3")
            .Bind(1, space.Name).Bind(2, space.Base).Bind(3, space.Generation);
        long? id = row.Step() ? row.Long(0) : null;
        row.Reset();
        return id;
    }

    /// <summary>The number of the space that an event is of; false when that generation is over.</summary>
    /// <exception cref="FormatException">The entity's key is not one of a space.</exception>
    public bool TryResolve(LogEvent value, out long id)
    {
        var key = value.Entity.Id.AsSpan();
        var colon = key.IndexOf(':');
        var prefix = colon < 0 ? default : key[..(colon + 1 + key[(colon + 1)..].IndexOf(':') + 1)];
        if (!_lookup.TryGetValue(prefix, out id))
            id = Add(value.Entity.Id, prefix.ToString());
        return id != Over;
    }

    /// <summary>Deletes some rows of a generation that is over.</summary>
    public void Purge()
    {
        for (var i = _known.Count - 1; i >= 0; i--)
        {
            var (id, space) = _known[i];
            if (!IsOver(space))
                continue;
            _byPrefix[space.Prefix] = Over;
            foreach (var table in _model.Tables)
            {
                var deleted = _connection
                    .Prepare($"DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} WHERE space = ?1 LIMIT {RowsAtOnce})")
                    .Bind(1, id).Run();
                if (deleted > 0)
                    return;
            }
            _connection.Prepare("DELETE FROM spaces WHERE id = ?1").Bind(1, id).Run();
            _known.RemoveAt(i);
        }
    }

    private long Add(string key, string prefix)
    {
        var (space, _) = KeySpace.Split(key);
        if (IsOver(space))
            return _byPrefix[prefix] = Over;
        _connection.Prepare("INSERT INTO spaces(name, base, generation) VALUES (?1, ?2, ?3)")
            .Bind(1, space.Name).Bind(2, space.Base).Bind(3, space.Generation).Run();
        Learn(Find(_connection, space)!.Value, space);
        return _byPrefix[prefix];
    }

    private void Learn(long id, KeySpace space)
    {
        _known.Add((id, space));
        _byPrefix[space.Prefix] = id;
        if (!_newest.TryGetValue(space.Name, out var newest) || space.Generation > newest.Generation)
            _newest[space.Name] = space;
    }

    private bool IsOver(KeySpace space)
        => _newest.TryGetValue(space.Name, out var newest)
        && space.Generation < newest.Generation
        && !(_model.KeepsTemplates && space.Generation == newest.Base);
}
