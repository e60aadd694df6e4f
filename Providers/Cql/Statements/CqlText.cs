namespace Cql.Statements;

/// <summary>What has to be known of a statement's text before the server has seen it.</summary>
internal static class CqlText
{
    /// <summary>Whether it is a write with a condition: an <c>IF</c> in an INSERT, UPDATE, DELETE or BATCH, outside of strings, names and comments.</summary>
    public static bool HasCondition(string cql)
    {
        var words = new CqlWords(cql);
        if (!BeginsWrite(ref words))
            return false;
        while (words.Next())
        {
            if (IsAny(words.Current, "IF"))
                return true;
        }

        return false;
    }

    /// <summary>Whether it is an INSERT, UPDATE, DELETE or BATCH.</summary>
    public static bool IsWrite(string cql)
    {
        var words = new CqlWords(cql);
        return BeginsWrite(ref words);
    }

    /// <summary>Whether it is a batch of counters.</summary>
    public static bool IsCounterBatch(string cql)
    {
        var words = new CqlWords(cql);
        return words.Next() && IsAny(words.Current, "BEGIN") && words.Next() && IsAny(words.Current, "COUNTER");
    }

    private static bool BeginsWrite(ref CqlWords words) => words.Next() && IsAny(words.Current, "INSERT", "UPDATE", "DELETE", "BEGIN");

    private static bool IsAny(ReadOnlySpan<char> word, params ReadOnlySpan<string> known)
    {
        foreach (var one in known)
        {
            if (word.Equals(one, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
