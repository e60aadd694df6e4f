using System.Globalization;

namespace Orleans.Persistence.Cassandra;

/// <summary>Which write a stored state is of: how many came before it, and the id that it alone carries. As text it is the ETag.</summary>
internal readonly record struct StateTag(long Version, Guid WriteId)
{
    private const char Separator = '-';

    /// <summary>The tag of a write on top of this one, or of a first one.</summary>
    public static StateTag After(StateTag? tag) => new((tag?.Version ?? 0) + 1, Guid.NewGuid());

    /// <summary>Reads an ETag; false for one that this storage cannot have given.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out StateTag tag)
    {
        tag = default;
        var end = text.IndexOf(Separator);
        if (end < 0
            || !long.TryParse(text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || !Guid.TryParseExact(text[(end + 1)..], "N", out var writeId))
            return false;
        tag = new StateTag(version, writeId);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Version}{Separator}{WriteId:N}");
}
