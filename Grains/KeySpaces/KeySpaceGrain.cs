using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.KeySpaces;
using Orleans.Concurrency;

namespace Marketplace.Grains.KeySpaces;

/// <inheritdoc cref="IKeySpaceGrain"/>
[GrainType("key-space")]
[Reentrant]
internal sealed class KeySpaceGrain([Entity] IEntity<KeySpace> entity, IGrainContext context) : Grain, IKeySpaceGrain
{
    private readonly string _name = context.GrainId.Key.ToString()!;

    public Task<KeySpace> GetAsync() => Task.FromResult(entity.State ?? KeySpaceRules.First(_name));

    public async Task<KeySpace> ResetAsync() => await entity.RunAsync(_name, KeySpaceRules.Reset);

    public async Task<KeySpace> ClearAsync() => await entity.RunAsync(_name, KeySpaceRules.Clear);
}
