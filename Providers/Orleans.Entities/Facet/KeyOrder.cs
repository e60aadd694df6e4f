namespace Orleans.Entities;

/// <summary>Orders strings by their UTF-8 bytes: as UTF-16 does, but surrogates come after every other character.</summary>
internal sealed class KeyOrder : IComparer<string>
{
    public static KeyOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var common = x.AsSpan().CommonPrefixLength(y);
        if (common == x!.Length || common == y!.Length)
            return x.Length - y!.Length;
        return Rank(x[common]) - Rank(y[common]);
    }

    private static int Rank(char value) => value < 0xD800 ? value : value < 0xE000 ? value + 0x2000 : value - 0x800;
}
