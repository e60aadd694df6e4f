using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities;

namespace Marketplace.Benchmarks.Mix;

/// <summary>Where there is a store, a change is a durable commit of 256 bytes; else it is nothing.</summary>
internal sealed class HollowGrain(IServiceProvider services) : Grain, IHollowGrain
{
    private static readonly byte[] Head = new byte[256];

    private readonly IEntityStore? _store = services.GetService<IEntityStore>();
    private long _version;
    private Guid _writeId;

    public async Task ChangeAsync()
    {
        if (_store is null)
            return;
        var writeId = Guid.NewGuid();
        var outcome = await _store.CommitAsync(new EntityCommit
        {
            Key = EntityKey.Of(this.GetGrainId()),
            ExpectedVersion = _version,
            ExpectedWriteId = _writeId,
            WriteId = writeId,
            Head = Head,
            Time = DateTimeOffset.UnixEpoch,
        });
        if (outcome != CommitOutcome.Committed)
            throw new InvalidOperationException($"A commit ended as {outcome}.");
        (_version, _writeId) = (_version + 1, writeId);
    }

    public async Task LeadAsync(string[][] steps)
    {
        await ChangeAsync();
        foreach (var step in steps)
            await Task.WhenAll(step.Select(other => GrainFactory.GetGrain<IHollowGrain>(other).ChangeAsync()));
    }
}
