namespace Orleans.Clustering.Cassandra;

/// <summary>The version of a cluster's table as it is stored: nothing at all, until the first change.</summary>
/// <remarks>So a new cluster needs no row before the first silo joins, and silos that start at once do not race for making it.</remarks>
internal readonly record struct StoredVersion(int? Number, Guid? Id)
{
    public static StoredVersion None => default;

    public TableVersion ToTableVersion() => new(Number ?? 0, $"{Id ?? Guid.Empty:N}");

    /// <summary>The version that a change is made on; null when it does not follow it by one, or names none of this table.</summary>
    public static StoredVersion? Before(TableVersion next)
    {
        if (!Guid.TryParseExact(next.VersionEtag, "N", out var id))
            return null;
        var before = next.Version - 1;
        return id == Guid.Empty ? before == 0 ? None : null : new StoredVersion(before, id);
    }
}
