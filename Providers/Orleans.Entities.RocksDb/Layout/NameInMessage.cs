namespace Orleans.Entities.RocksDb.Layout;

/// <summary>Something of a grain as messages name it: shortened, since names may be long.</summary>
internal readonly struct NameInMessage(string name, GrainId grain)
{
    private const int Longest = 200;

    public override string ToString() => $"'{Short(name)}' of grain '{Short(grain.ToString()!)}'";

    private static string Short(string text) => text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");
}
