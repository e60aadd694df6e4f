using Cql.Statements;

namespace Cql.Telemetry;

/// <summary>What a statement is called: few words for many statements.</summary>
/// <param name="Operation">What it does, as its text says it.</param>
/// <param name="Collection">The table, as its text says it; null where there is none, or there are several.</param>
/// <param name="Text">Its text, where values stand apart from it; null where they may be in it.</param>
internal sealed record StatementSummary(string Operation, string? Collection, string? Text)
{
    private const string Batch = "BATCH";

    /// <summary>Both.</summary>
    public string Words { get; } = Collection is null ? Operation : $"{Operation} {Collection}";

    /// <summary>Of one statement.</summary>
    public static StatementSummary Of(string cql, bool hasValuesApart)
    {
        var words = new CqlWords(cql);
        var operation = words.Next() ? words.Current.ToString() : "";
        var text = hasValuesApart ? cql : null;
        return operation.ToUpperInvariant() switch
        {
            "SELECT" or "DELETE" => new(operation, NameAfter("FROM", ref words), text),
            "INSERT" => new(operation, NameAfter("INTO", ref words), text),
            "UPDATE" => new(operation, words.NameThatFollows(), text),
            "BEGIN" => new(Batch, null, text),
            _ => new(operation, null, text),
        };
    }

    /// <summary>Of a batch: told once where its statements do the same.</summary>
    public static StatementSummary OfBatch(IReadOnlyCollection<StatementSummary> parts)
    {
        var operations = parts.Select(part => part.Operation).Distinct().ToList();
        var collections = parts.Select(part => part.Collection).Distinct().ToList();
        return new(
            operations is [var operation] ? $"{Batch} {operation}" : Batch,
            collections is [var collection] ? collection : null,
            parts.Count > 0 ? string.Join("; ", parts.Select(part => part.Text).Distinct()) : null);
    }

    private static string? NameAfter(string keyword, ref CqlWords words)
    {
        while (words.Next())
        {
            if (words.Current.Equals(keyword, StringComparison.OrdinalIgnoreCase))
                return words.NameThatFollows();
        }

        return null;
    }
}
