using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Entities.RocksDb.Engine;

namespace Orleans.Entities.RocksDb;

/// <summary>
/// Entities and their log in one folder of RocksDB files, owned by one process. A commit is on the disk when it is answered; those
/// that wait while the disk works go there together.
/// </summary>
/// <remarks>
/// Safe for use by many threads. In a silo, <c>AddRocksDbEntities</c> makes, opens and closes it; elsewhere: make it, call
/// <see cref="Open"/>, and dispose of it at the end. When a write fails, as on a full disk, whoever waited for it hears
/// <see cref="CommitOutcome.Unknown"/>, later calls are not applied, and the files are closed and opened again until it works.
/// </remarks>
public sealed class RocksDbEntityStore : IDisposable
{
    private readonly RocksDbEntityOptions _options;
    private readonly StoreEngine _engine;

    /// <summary>Makes a store that is not open yet.</summary>
    /// <exception cref="OrleansConfigurationException">An option makes no sense.</exception>
    public RocksDbEntityStore(RocksDbEntityOptions options, TimeProvider time, ILogger<RocksDbEntityStore> logger)
    {
        RocksDbEntityOptionsValidator.Validate(options);
        _options = options;
        _engine = new StoreEngine(options, time, logger);
        Entities = new EntityStore(_engine);
        Log = new EventLog(_engine, time);
        Appender = new EventAppender(_engine);
        Tagged = new TaggedWriter(_engine, time);
    }

    /// <summary>The entities.</summary>
    public IEntityStore Entities { get; }

    /// <summary>The log that their commits append to.</summary>
    public IEventLog Log { get; }

    /// <summary>For events of entities that another store holds: a folder serves either as a store or as such a log, not as both.</summary>
    public IEventAppender Appender { get; }

    /// <summary>Why the store does not answer now, in one sentence; null when it does. It comes back by itself.</summary>
    public string? Failure => _engine.Failure;

    /// <summary>Writes what has an ETag: grain state and reminders.</summary>
    internal TaggedWriter Tagged { get; }

    internal StoreEngine Engine => _engine;

    /// <summary>Opens the folder, or makes it.</summary>
    /// <exception cref="EntityStoreException">Another process owns it, it is damaged, of a newer format or out of reach. It is as it was.</exception>
    public void Open() => _engine.Open();

    /// <summary>Opens the folder to be read as a whole.</summary>
    /// <exception cref="MoveRefusedException">There is no store in it.</exception>
    /// <exception cref="EntityStoreException">Another process owns it, it is damaged, of a newer format, half moved in or out of reach.</exception>
    public IMoveSource OpenAsSource() => RocksDbMoveSource.Open(this);

    /// <summary>Opens the folder to be filled. Before that is finished it is not opened for anything else.</summary>
    /// <exception cref="MoveRefusedException">It holds something that is not of this export.</exception>
    /// <exception cref="EntityStoreException">Another process owns it, it is damaged, of a newer format or out of reach.</exception>
    public IMoveTarget OpenAsTarget(MoveExport export) => RocksDbMoveTarget.Open(this, export);

    /// <summary>Whether the folder holds a store, or what an import has begun.</summary>
    public bool IsThere => StoreFolder.IsThere(_options.Folder);

    internal string Folder => _options.Folder;

    /// <summary>
    /// Makes a backup: a folder, which must not be there yet, that can be opened as this one. It holds all that was acknowledged before
    /// the call. Files that never change are linked, not copied, when it is on the same volume.
    /// </summary>
    /// <exception cref="EntityStoreException">The store cannot answer now, or the folder could not be made.</exception>
    public Task CheckpointAsync(string folder) => Task.Run(() => _engine.Checkpoint(folder));

    /// <summary>Writes what waits and closes the files.</summary>
    public void Dispose() => _engine.Dispose();
}
