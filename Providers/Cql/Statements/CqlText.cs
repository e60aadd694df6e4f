namespace Cql.Statements;

/// <summary>What has to be known of a statement's text before the server has seen it.</summary>
internal static class CqlText
{
    /// <summary>Whether it is a write with a condition: an <c>IF</c> in an INSERT, UPDATE, DELETE or BATCH, outside of strings, names and comments.</summary>
    public static bool HasCondition(string cql)
    {
        var words = new CqlWords(cql);
        if (!words.Next() || !IsAny(words.Current, "INSERT", "UPDATE", "DELETE", "BEGIN"))
            return false;
        while (words.Next())
        {
            if (IsAny(words.Current, "IF"))
                return true;
        }

        return false;
    }

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
