namespace Orleans.Entities.Tests.Projections;

/// <summary>A thing's head is its total.</summary>
internal sealed class TotalsRestatement : IEntityRestatement
{
    public string Kind => "thing";

    public IReadOnlyCollection<string> EventTypes => [TotalsProjection.Totalled];

    public ValueTask<IReadOnlyList<RestatedEvent>> RestateAsync(StoredEntity entity, IEntityStore store, CancellationToken cancellationToken)
        => new([new(new(TotalsProjection.Totalled, entity.Head.Head), DateTimeOffset.UnixEpoch)]);
}
