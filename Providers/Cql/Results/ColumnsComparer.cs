using System.Diagnostics.CodeAnalysis;

namespace Cql.Results;

/// <summary>Columns are the same where their names and types are: a conditional statement brings its own with each answer.</summary>
internal sealed class ColumnsComparer : IEqualityComparer<IReadOnlyList<CqlColumn>>
{
    public static readonly ColumnsComparer Instance = new();

    public bool Equals(IReadOnlyList<CqlColumn>? x, IReadOnlyList<CqlColumn>? y)
    {
        if (ReferenceEquals(x, y))
            return true;
        if (x is null || y is null || x.Count != y.Count)
            return false;
        for (var i = 0; i < x.Count; i++)
        {
            if (x[i].Name != y[i].Name || x[i].Type != y[i].Type)
                return false;
        }

        return true;
    }

    public int GetHashCode([DisallowNull] IReadOnlyList<CqlColumn> obj)
    {
        var hash = new HashCode();
        foreach (var column in obj)
        {
            hash.Add(column.Name);
            hash.Add(column.Type);
        }

        return hash.ToHashCode();
    }
}
