namespace Cql.Statements;

/// <summary>The bare words of a statement: what is in quotes, in <c>$$</c> and in comments is passed over.</summary>
internal ref struct CqlWords(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    public ReadOnlySpan<char> Current { get; private set; }

    public bool Next()
    {
        while (!_rest.IsEmpty)
        {
            var first = _rest[0];
            if (char.IsAsciiLetter(first))
            {
                var end = _rest.IndexOfAnyExcept(WordCharacters);
                Current = end < 0 ? _rest : _rest[..end];
                _rest = _rest[Current.Length..];
                return true;
            }

            _rest = first switch
            {
                '\'' or '"' => After(_rest[1..], first.ToString()),
                '$' when _rest.StartsWith("$$") => After(_rest[2..], "$$"),
                '-' when _rest.StartsWith("--") => After(_rest, "\n"),
                '/' when _rest.StartsWith("//") => After(_rest, "\n"),
                '/' when _rest.StartsWith("/*") => After(_rest[2..], "*/"),
                _ => AfterWord(_rest),
            };
        }

        return false;
    }

    /// <summary>The name that stands after the current word, with its keyspace, as it is written; null when there is none.</summary>
    public readonly string? NameThatFollows()
    {
        var text = _rest.TrimStart();
        var end = EndOfPart(text);
        if (end > 0 && end < text.Length && text[end] == '.' && EndOfPart(text[(end + 1)..]) is > 0 and var second)
            end += 1 + second;
        return end > 0 ? text[..end].ToString() : null;
    }

    private static int EndOfPart(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("\""))
            return text.IndexOfAnyExcept(WordCharacters) is var end and >= 0 ? end : text.Length;
        var quote = text[1..].IndexOf('"');
        return quote < 0 ? 0 : quote + 2;
    }

    private static System.Buffers.SearchValues<char> WordCharacters { get; }
        = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> text, ReadOnlySpan<char> end)
    {
        var at = text.IndexOf(end);
        return at < 0 ? [] : text[(at + end.Length)..];
    }

    // A number's letters (0xIF is none, 1e5 is) are no word.
    private static ReadOnlySpan<char> AfterWord(ReadOnlySpan<char> text)
    {
        if (!char.IsAsciiDigit(text[0]))
            return text[1..];
        var end = text.IndexOfAnyExcept(WordCharacters);
        return end < 0 ? [] : text[end..];
    }
}
