using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Orleans.Entities.Tests.Projections;

/// <summary>Keeps each entity's total as its events tell it, and holds it against coming twice or out of order.</summary>
internal sealed class TotalsProjection : IReplaceableProjection
{
    public const string Totalled = "things.thing.totalled.v1";

    private Kept _kept = Kept.Empty;

    public string Name => "totals";

    public IReadOnlyCollection<string> EventTypes => [Totalled];

    public int Resets { get; private set; }

    /// <summary>Called before each batch is kept; what it throws, the projection throws.</summary>
    public Func<Task> BeforeCommit { get; set; } = () => Task.CompletedTask;

    public IReadOnlyDictionary<EntityKey, int> Totals => _kept.Totals.ToDictionary(total => total.Key, total => total.Value.Total);

    public ValueTask<IReadOnlyDictionary<int, LogPosition>> OpenAsync(CancellationToken cancellationToken) => new(_kept.Positions);

    public async ValueTask ApplyAsync(
        IReadOnlyList<LogEvent> events, IReadOnlyDictionary<int, LogPosition> positions, CancellationToken cancellationToken)
    {
        await BeforeCommit();
        var totals = _kept.Totals;
        foreach (var value in events)
        {
            Assert.True(value.Version > totals.GetValueOrDefault(value.Entity).Version, $"{value.Id} comes twice or late.");
            totals = totals.SetItem(value.Entity, (value.Version, int.Parse(Encoding.UTF8.GetString(value.Data.Span), CultureInfo.InvariantCulture)));
        }

        _kept = new(totals, _kept.Positions.SetItems(positions));
    }

    public ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        Resets++;
        _kept = Kept.Empty;
        return default;
    }

    public ValueTask<IProjection> CreateReplacementAsync(CancellationToken cancellationToken) => new(new TotalsProjection());

    public ValueTask ReplaceAsync(IProjection replacement, CancellationToken cancellationToken)
    {
        _kept = ((TotalsProjection)replacement)._kept;
        return default;
    }

    private sealed record Kept(
        ImmutableDictionary<EntityKey, (long Version, int Total)> Totals, ImmutableDictionary<int, LogPosition> Positions)
    {
        public static readonly Kept Empty = new(
            ImmutableDictionary<EntityKey, (long Version, int Total)>.Empty, ImmutableDictionary<int, LogPosition>.Empty);
    }
}
