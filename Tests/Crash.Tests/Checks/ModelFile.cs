using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Marketplace.Crash.Tests.Checks;

/// <summary>The file of a query model, read beside the program, or when it is dead.</summary>
internal sealed class ModelFile : IDisposable
{
    private readonly SqliteConnection _connection;

    private ModelFile(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        _connection.Open();
    }

    /// <summary>Opens the file that serves.</summary>
    public static ModelFile Open(string dataDirectory, string model) => new(PathOf(dataDirectory, model));

    /// <summary>How many rows its tables have, while no program runs: looked up in a copy, so that the crash is left as it is.</summary>
    public static long Rows(string dataDirectory, string model)
    {
        var path = PathOf(dataDirectory, model);
        if (!File.Exists(path))
            return 0;
        var folder = Directory.CreateTempSubdirectory("marketplace-model-");
        try
        {
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*"))
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            using var copy = new ModelFile(Path.Combine(folder.FullName, Path.GetFileName(path)));
            return copy.Tables().Sum(table => copy.Query($"SELECT count(*) FROM {table}", row => row.GetInt64(0)).Single());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// Every row of every table with all that it holds, sorted. Numbers of rows and spaces are the order of arrival, and so is since when
    /// a seller has had something to deliver, and whether one with nothing to deliver has a row: they are left out, and a space's name
    /// stands for its number.
    /// </summary>
    public List<string> Dump()
    {
        var dumped = Query("SELECT as_of FROM seen", row => string.Create(CultureInfo.InvariantCulture, $"as of {row.GetInt64(0)}"));
        foreach (var table in Tables())
        {
            var columns = Query($"PRAGMA table_info({table})", row => row.GetString(1))
                .Where(column => column is not ("id" or "space") && (table, column) is not ("boards", "since"))
                .Select(column => $"'{column}=' || quote(t.{column})");
            dumped.AddRange(Query(
                $"SELECT '{table} of ' || s.name || s.generation || ': ' || {string.Join(" || ', ' || ", columns)} FROM {table} t JOIN spaces s ON s.id = t.space{(table == "boards" ? " WHERE undelivered <> 0" : "")}",
                row => row.GetString(0)));
        }

        dumped.Sort(StringComparer.Ordinal);
        return dumped;
    }

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public void Dispose() => _connection.Dispose();

    private List<string> Tables() => Query(
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'space' ORDER BY m.name",
        row => row.GetString(0));

    private static string PathOf(string dataDirectory, string model)
    {
        var folder = Path.Combine(dataDirectory, "read-models");
        var pointer = Path.Combine(folder, model + ".current");
        var number = File.Exists(pointer) ? File.ReadAllText(pointer) : "1";
        return Path.Combine(folder, $"{model}-{number}.db");
    }
}
