using Marketplace.Grains.Interfaces.Common;
using Orleans.CodeGeneration;

namespace Marketplace.Grains.Interfaces.KeySpaces;

/// <summary>The present generation of a key space. Key: the space's name.</summary>
[Alias("key-space-grain")]
[Version(1)]
public interface IKeySpaceGrain : IGrainWithStringKey
{
    /// <summary>The space as it is.</summary>
    [Alias("Get")]
    Task<KeySpace> GetAsync();

    /// <summary>Empties carts, orders and shipments; what was loaded stays, stock and products back to where they were. One durable step.</summary>
    [Alias("Reset")]
    Task<KeySpace> ResetAsync();

    /// <summary>Empties everything. One durable step.</summary>
    [Alias("Clear")]
    Task<KeySpace> ClearAsync();
}
