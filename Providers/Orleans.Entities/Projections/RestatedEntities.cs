namespace Orleans.Entities;

/// <summary>The entities whose events can be told again without the log.</summary>
internal sealed class RestatedEntities(IEnumerable<IEntityRestatement> restatements, IEntityStore? store)
{
    private readonly List<IEntityRestatement> _restatements = [.. restatements];

    /// <summary>Those that are needed to do without the log's start for some types of events; null when a type is not restated.</summary>
    public IReadOnlyList<IEntityRestatement>? For(IReadOnlyCollection<string> types)
    {
        var found = _restatements.FindAll(restatement => restatement.EventTypes.Any(types.Contains));
        return store is not null && types.All(type => found.Exists(restatement => restatement.EventTypes.Contains(type))) ? found : null;
    }

    /// <summary>Reads all entities of a kind, each with the events that restate it.</summary>
    public async IAsyncEnumerable<(StoredEntity Entity, IReadOnlyList<RestatedEvent> Events)> ReadAsync(
        IEntityRestatement restatement,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entity in store!.ScanAsync(restatement.Kind, cancellationToken: cancellationToken))
            yield return (entity, await restatement.RestateAsync(entity, store, cancellationToken));
    }
}
