using Orleans.Entities;

namespace Marketplace.ReadModels.Sqlite;

/// <summary>Writes events into a model's tables. After a failure a new one is made.</summary>
internal interface IModelWriter
{
    /// <summary>Writes an event of one of the model's types. It may have been written before, and must then change nothing.</summary>
    /// <exception cref="System.Text.Json.JsonException">It cannot be read; nothing of it was written.</exception>
    void Apply(LogEvent value, long space);

    /// <summary>Writes what it gathered over a batch, before the commit.</summary>
    void EndBatch();

    /// <summary>Hears that the batch is committed.</summary>
    void Committed();
}
