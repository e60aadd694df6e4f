using Orleans.Entities;
using SQLitePCL;

namespace Marketplace.ReadModels.Sqlite;

/// <summary>SQLite refused something.</summary>
internal sealed class ModelException(int code, string message) : EntityStoreException($"SQLite error {code}: {message}")
{
    /// <summary>Whether the file is no longer one of SQLite's, or not whole.</summary>
    public bool IsDamage { get; } = (code & 0xff) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;
}
