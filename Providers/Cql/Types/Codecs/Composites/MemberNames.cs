namespace Cql.Types;

/// <summary>Which name of the server belongs to which member: case does not matter, and <c>placed_at</c> is <c>PlacedAt</c>.</summary>
internal static class MemberNames
{
    /// <summary>The place of the name that a member has; −1 when it has none.</summary>
    public static int Find(IReadOnlyList<string> names, string? member)
    {
        var inexact = -1;
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], member, StringComparison.OrdinalIgnoreCase))
                return i;
            if (inexact < 0 && string.Equals(names[i].Replace("_", "", StringComparison.Ordinal), member, StringComparison.OrdinalIgnoreCase))
                inexact = i;
        }

        return inexact;
    }
}
