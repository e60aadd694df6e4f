namespace Orleans.Cassandra;

/// <summary>Names as messages have them: shortened, since they may be long.</summary>
internal static class NamesInMessages
{
    private const int Longest = 200;

    /// <summary>Something of a grain.</summary>
    public static string Of(string name, GrainId grain) => $"'{Short(name)}' of grain '{Short(grain.ToString()!)}'";

    private static string Short(string text) => text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");
}
