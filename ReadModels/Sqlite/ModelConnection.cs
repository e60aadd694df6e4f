using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Marketplace.ReadModels.Sqlite;

/// <summary>A connection to a model's file with its prepared statements.</summary>
/// <remarks>Not thread-safe: one user at a time.</remarks>
internal sealed class ModelConnection : IDisposable
{
    // A list's filters make some dozens of statements; what comes beyond is prepared anew each time round.
    private const int MaxStatements = 128;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    private ModelConnection(SqliteConnection connection) => _connection = connection;

    public static ModelConnection Open(string file, bool writes)
    {
        // Pooled here, with their statements; the library's own pool would keep a deleted file open.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = writes ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        var opened = new ModelConnection(connection);
        try
        {
            connection.Open();
            opened.Configure(writes);
            return opened;
        }
        catch (SqliteException failure)
        {
            opened.Dispose();
            throw new ModelException(failure.SqliteErrorCode, failure.Message);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>A statement, ready to be bound and run.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known))
        {
            known.Reset();
            return known;
        }
        if (_statements.Count == MaxStatements)
            Forget();
        var statement = new Statement(_connection.Handle!, sql);
        _statements.Add(sql, statement);
        return statement;
    }

    /// <summary>Runs a script of several statements.</summary>
    public void Execute(string script)
    {
        var result = raw.sqlite3_exec(_connection.Handle, script, out var message);
        if (result != raw.SQLITE_OK)
            throw new ModelException(result, message);
    }

    public void Dispose()
    {
        Forget();
        _connection.Dispose();
    }

    // NORMAL: a crash of the machine may take the newest commits, but rows and positions go together, and the log has the rest.
    private void Configure(bool writes) => Execute(
        writes
            ? """
              PRAGMA journal_mode = WAL;
              PRAGMA synchronous = NORMAL;
              PRAGMA journal_size_limit = 67108864;
              PRAGMA wal_autocheckpoint = 4000;
              PRAGMA cache_size = -65536;
              PRAGMA busy_timeout = 5000;
              """
            : """
              PRAGMA busy_timeout = 1000;
              PRAGMA cache_size = -8192;
              PRAGMA mmap_size = 268435456;
              """);

    private void Forget()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }
}
