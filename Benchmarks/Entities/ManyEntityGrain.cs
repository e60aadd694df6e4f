using Orleans.Concurrency;
using Orleans.Entities;

namespace Marketplace.Benchmarks.Entities;

[GrainType(Type), Reentrant]
public sealed class ManyEntityGrain([Entity] IEntity<ManyEntity> entity) : Grain, IManyEntityGrain
{
    internal const string Type = "many-entity";

    public ValueTask<int> ChangeAsync()
    {
        DeactivateOnIdle();
        return entity.RunAsync(0, static (draft, _) =>
        {
            var known = draft.State ?? throw new InvalidOperationException("The entity was not made.");
            draft.State = known with { Changes = known.Changes + 1 };
            return draft.State.Changes;
        });
    }
}
