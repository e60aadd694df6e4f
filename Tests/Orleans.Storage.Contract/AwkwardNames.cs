namespace Orleans.Storage.Contract;

/// <summary>Names that a query, a path or a key made without care would confuse.</summary>
public static class AwkwardNames
{
    private static readonly string[] Written =
    [
        "'", "''", "\"", "`", ";", "--", "' OR 1=1 --", "/", "//", "\\", "+", "|", ":", "{}", "$1", "?", "%", "_", "*", "\0", "\0\0", "\n", "\r\n", "\t",
        " ", "  ", "a", "A", "a ", " a", "a/b", "a/", "/a", "null", "é", "e\u0301", "ß", "ss", "\u202E", "\uFEFF", "\uFFFD", "\uFFFF", "漢字", "👩‍🔧",
    ];

    /// <summary>All of them, each another: quotes and separators, white space, look-alikes, and two characters of each Unicode plane.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Written,
        .. Enumerable.Range(1, 16).SelectMany(plane => new[] { char.ConvertFromUtf32(plane << 16), char.ConvertFromUtf32((plane << 16) | 0xFFFD) }),
    ];

    /// <summary>Those that are not white space alone, which Orleans itself refuses for grains and services.</summary>
    public static IReadOnlyList<string> Visible { get; } = [.. All.Where(name => !string.IsNullOrWhiteSpace(name))];

    /// <summary>Names that have no UTF-8 form.</summary>
    public static IReadOnlyList<string> Impossible { get; } = ["\uD800", "a\uDC00", "\uD83Db"];
}
