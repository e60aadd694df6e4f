namespace Orleans.Storage.Contract;

/// <summary>The table of one cluster on a place in memory.</summary>
internal sealed class InMemoryMembershipTable(InMemoryMembership place, string clusterId) : IMembershipTable
{
    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.FromResult(place.Do(clusterId, cluster => cluster.Version));

    public Task DeleteMembershipTableEntries(string clusterId)
    {
        place.Delete(clusterId);
        return Task.CompletedTask;
    }

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Task.FromResult(place.Do(clusterId, cluster =>
    {
        foreach (var (address, (row, _)) in cluster.Rows)
        {
            if (place.IsDefunct(row.Status) && place.LastHeardOf(row) < beforeDate.UtcDateTime)
                cluster.Rows.Remove(address);
        }

        return true;
    }));

    public Task<MembershipTableData> ReadRow(SiloAddress key) => Task.FromResult(place.Do(clusterId, cluster =>
        cluster.Rows.TryGetValue(key, out var row)
            ? new MembershipTableData(Tuple.Create(place.Copy(row.Entry), row.ETag), cluster.Version)
            : new MembershipTableData(cluster.Version)));

    public Task<MembershipTableData> ReadAll() => Task.FromResult(place.Do(clusterId, cluster =>
        new MembershipTableData([.. cluster.Rows.Values.Select(row => Tuple.Create(place.Copy(row.Entry), row.ETag))], cluster.Version)));

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        ChangeAsync(entry, tableVersion, cluster => !cluster.Rows.ContainsKey(entry.SiloAddress));

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        ChangeAsync(entry, tableVersion, cluster => cluster.Rows.TryGetValue(entry.SiloAddress, out var row) && place.Fits(row.ETag, etag));

    public Task UpdateIAmAlive(MembershipEntry entry) => Task.FromResult(place.Do(clusterId, cluster =>
    {
        if (cluster.Rows.TryGetValue(entry.SiloAddress, out var row))
            place.Beat(cluster, row.Entry, entry);
        return true;
    }));

    // A change carries an id of its own, the row's new ETag, so an answer that was lost is made up for by looking.
    private async Task<bool> ChangeAsync(MembershipEntry entry, TableVersion version, Func<InMemoryMembership.Cluster, bool> rowFits)
    {
        var id = $"{Guid.NewGuid():N}";
        try
        {
            return await TryAsync();
        }
        catch (TimeoutException)
        {
            return place.Do(clusterId, cluster => cluster.Rows.GetValueOrDefault(entry.SiloAddress).ETag == id) || await TryAsync();
        }

        Task<bool> TryAsync() => place.ChangeAsync(
            clusterId,
            cluster => place.Follows(version, cluster.Version) && rowFits(cluster),
            cluster =>
            {
                cluster.Rows[entry.SiloAddress] = (place.Copy(entry), id);
                cluster.Version = new TableVersion(version.Version, id);
            });
    }
}
