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
