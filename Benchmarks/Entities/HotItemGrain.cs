using Orleans.Concurrency;
using Orleans.Entities;

namespace Marketplace.Benchmarks.Entities;

[Reentrant]
public sealed class HotItemGrain([Entity] IEntity<HotItem> entity) : Grain, IHotItemGrain
{
    public ValueTask<int> ReserveAsync(string line, int units) => entity.RunAsync((line, units), static (draft, call) =>
    {
        var reserved = draft.State?.Reserved ?? 0;
        if (draft.Get(HotItemLine.All, call.line) is not null)
            return reserved;
        draft.State = new(reserved + call.units);
        draft.Put(HotItemLine.All, call.line, new(call.units));
        return reserved + call.units;
    }, [HotItemLine.All.Row(line)]);
}
