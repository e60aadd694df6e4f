using System.Runtime.CompilerServices;
using Marketplace.Grains.Interfaces.Common;
using Orleans.Entities;
using Orleans.Serialization;

namespace Marketplace.Silo.Operations;

/// <summary>Reads stored entities as their grains write them, without waking the grains.</summary>
internal sealed class EntityReader(IEntityStore store, IServiceProvider services)
{
    private const int Page = 512;

    /// <summary>Whether a key is of a space.</summary>
    public static bool IsIn(string id, KeySpace space)
        => space.Name.Length == 0 ? !id.Contains(':', StringComparison.Ordinal) : id.StartsWith(space.Prefix, StringComparison.Ordinal);

    public async IAsyncEnumerable<(string Id, THead Head)> ScanAsync<THead>(
        string kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var serializer = services.GetRequiredService<Serializer<THead>>();
        await foreach (var entity in store.ScanAsync(kind, null, cancellationToken))
        {
            if (!entity.Head.Head.IsEmpty)
                yield return (entity.Key.Id, serializer.Deserialize(entity.Head.Head)!);
        }
    }

    public async Task<(THead? Head, long Version)> HeadAsync<THead>(string kind, string id, CancellationToken cancellationToken)
        where THead : class
    {
        var head = await store.OpenAsync(new EntityKey(kind, id), cancellationToken);
        return (head.Head.IsEmpty ? null : services.GetRequiredService<Serializer<THead>>().Deserialize(head.Head), head.Version);
    }

    public async IAsyncEnumerable<(string Key, TRow Row)> RowsAsync<TRow>(
        string kind, string id, RowSet<TRow> rows, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRow : class
    {
        var serializer = services.GetRequiredService<Serializer<TRow>>();
        while (true)
        {
            var page = await store.ReadRangeAsync(new EntityKey(kind, id), rows.Name, after, Page, cancellationToken);
            foreach (var row in page)
                yield return (row.Key.Key, serializer.Deserialize(row.Value)!);
            if (page.Count < Page)
                yield break;
            after = page[^1].Key.Key;
        }
    }

    public async Task<bool[]> HaveRowsAsync<TRow>(
        string kind, string id, RowSet<TRow> rows, IReadOnlyList<string> keys, CancellationToken cancellationToken)
        where TRow : class
    {
        var found = await store.ReadRowsAsync(new EntityKey(kind, id), [.. keys.Select(key => new RowKey(rows.Name, key))], cancellationToken);
        return [.. found.Select(row => row is not null)];
    }
}
