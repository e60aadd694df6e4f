using Marketplace.ReadModels.Sqlite;

namespace Marketplace.ReadModels.Tests;

/// <summary>A model's rows, whatever the order they were written in.</summary>
internal static class Dumps
{
    public static async Task<List<string>> OfAsync(ModelProjection projection, string table)
    {
        var rows = await projection.QueryAsync(table, static (connection, table) =>
        {
            // Numbers of rows and spaces are the order of arrival: the space's name stands for it.
            var columns = new List<string>();
            var described = connection.Prepare($"PRAGMA table_info({table})");
            while (described.Step())
            {
                if (described.Text(1) is var column and not "id" and not "space")
                    columns.Add($"quote(t.{column})");
            }
            var dumped = new List<string>();
            var rows = connection.Prepare(
                $"SELECT s.name || s.generation || ' ' || {string.Join(" || ',' || ", columns)} FROM {table} t JOIN spaces s ON s.id = t.space");
            while (rows.Step())
                dumped.Add(rows.Text(0));
            return dumped;
        });
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
