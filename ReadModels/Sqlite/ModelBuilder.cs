using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans.Entities;

namespace Marketplace.ReadModels.Sqlite;

/// <summary>Builds one file of a model: rows and positions in one commit.</summary>
internal sealed partial class ModelBuilder(IModel model, string path, bool serves, ILogger logger) : IProjection, IAsyncDisposable
{
    private const string CommonSchema =
        """
        CREATE TABLE positions(partition INTEGER PRIMARY KEY, log TEXT NOT NULL, next INTEGER NOT NULL, last TEXT);
        CREATE TABLE seen(id INTEGER PRIMARY KEY CHECK (id = 1), as_of INTEGER);
        INSERT INTO seen VALUES (1, NULL);
        """ + SpaceTable.Schema;

    private ModelFile? _file;
    private Session? _session;

    public string Name => model.Name;

    public IReadOnlyCollection<string> EventTypes => model.EventTypes;

    public string Path => path;

    /// <summary>The file, once it was opened.</summary>
    public ModelFile? File => _file;

    public ValueTask<IReadOnlyDictionary<int, LogPosition>> OpenAsync(CancellationToken cancellationToken)
    {
        _file ??= ModelFile.Open(path, CommonSchema + model.Schema, model.Version);
        _session = new(_file.Writer, model, serves);
        return new(_session.Positions());
    }

    public ValueTask ApplyAsync(
        IReadOnlyList<LogEvent> events, IReadOnlyDictionary<int, LogPosition> positions, CancellationToken cancellationToken)
    {
        var session = _session ?? throw new EntityStoreException($"The model '{Name}' is not open.");
        _session = null;
        try
        {
            session.Writer.Execute("BEGIN IMMEDIATE");
            Apply(session, events);
            session.Store(positions, events);
            session.Writer.Execute("COMMIT");
        }
        catch (Exception failure)
        {
            GiveUp(session, failure);
            throw;
        }
        session.Model.Committed();
        _session = session;
        return default;
    }

    public ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        _session = null;
        _file?.Delete();
        _file = ModelFile.Open(path, CommonSchema + model.Schema, model.Version);
        _session = new(_file.Writer, model, serves);
        return default;
    }

    /// <summary>Closes the file and leaves it there.</summary>
    public void Close()
    {
        _session = null;
        _file?.Dispose();
        _file = null;
    }

    /// <summary>Gives the file up and deletes it.</summary>
    public ValueTask DisposeAsync()
    {
        _session = null;
        _file?.Delete();
        _file = null;
        return default;
    }

    private void Apply(Session session, IReadOnlyList<LogEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            try
            {
                if (session.Spaces.TryResolve(events[i], out var space))
                    session.Model.Apply(events[i], space);
            }
            catch (Exception unreadable) when (unreadable is JsonException or FormatException)
            {
                LogUnreadable(logger, unreadable, Name, events[i].Type, events[i].Id, events[i].Partition, events[i].Offset);
            }
        }
        session.Model.EndBatch();
        session.Spaces.Purge();
    }

    // The runner opens again, and what was opened anew tells how far it is. A damaged file is made of the log once more.
    private void GiveUp(Session session, Exception failure)
    {
        try
        {
            session.Writer.Execute("ROLLBACK");
        }
        catch (ModelException)
        {
            // SQLite ended the transaction itself.
        }
        if (failure is not ModelException { IsDamage: true })
            return;
        LogDamaged(logger, failure, Name, path);
        _file?.Delete();
        _file = null;
    }

    [LoggerMessage(LogLevel.Error, "Model {Name} leaves out {Type} {Id} at {Partition}/{Offset}: it cannot be read")]
    private static partial void LogUnreadable(
        ILogger logger, Exception unreadable, string name, string type, string id, int partition, long offset);

    [LoggerMessage(LogLevel.Error, "Model {Name}: {Path} is damaged and is built anew from the log")]
    private static partial void LogDamaged(ILogger logger, Exception failure, string name, string path);

    private sealed class Session(ModelConnection writer, IModel model, bool serves)
    {
        public ModelConnection Writer { get; } = writer;

        public SpaceTable Spaces { get; } = new(writer, model);

        public IModelWriter Model { get; } = model.CreateWriter(writer, serves);

        public Dictionary<int, LogPosition> Positions()
        {
            var positions = new Dictionary<int, LogPosition>();
            var rows = Writer.Prepare("SELECT partition, log, next, last FROM positions");
            while (rows.Step())
                positions.Add(rows.Int(0), new(Guid.Parse(rows.Text(1)), rows.Long(2), rows.TextOrNull(3)));
            return positions;
        }

        public void Store(IReadOnlyDictionary<int, LogPosition> positions, IReadOnlyList<LogEvent> events)
        {
            var row = Writer.Prepare("INSERT OR REPLACE INTO positions(partition, log, next, last) VALUES (?1, ?2, ?3, ?4)");
            foreach (var (partition, position) in positions)
                row.Bind(1, partition).Bind(2, position.LogId.ToString()).Bind(3, position.Next).Bind(4, position.Last).Run();
            if (events.Count == 0)
                return;
            var newest = DateTimeOffset.MinValue;
            for (var i = 0; i < events.Count; i++)
                newest = events[i].Time > newest ? events[i].Time : newest;
            Writer.Prepare("UPDATE seen SET as_of = ?1 WHERE as_of IS NULL OR as_of < ?1").Bind(1, newest.UtcTicks).Run();
        }
    }
}
