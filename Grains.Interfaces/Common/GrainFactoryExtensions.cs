namespace Marketplace.Grains.Interfaces.Common;

/// <summary>References to grains, for paths where their number counts.</summary>
/// <remarks>
/// Orleans' own generic methods read the interface's attributes at each call, which costs more than the call's message. Here they are
/// asked once for each interface. Safe for use by many threads.
/// </remarks>
public static class GrainFactoryExtensions
{
    /// <summary>The grain of a key.</summary>
    public static TGrain At<TGrain>(this IGrainFactory grains, string key) where TGrain : IGrainWithStringKey
    {
        ArgumentNullException.ThrowIfNull(grains);
        var names = Address<TGrain>.Known ?? Learn<TGrain>(grains, key);
        return (TGrain)grains.GetGrain(GrainId.Create(names.Grain, key), names.Interface);
    }

    /// <summary>The grain of an id.</summary>
    public static TGrain At<TGrain>(this IGrainFactory grains, GrainId id) where TGrain : IGrainWithStringKey
    {
        ArgumentNullException.ThrowIfNull(grains);
        var names = Address<TGrain>.Known ?? Learn<TGrain>(grains, id.Key.ToString()!);
        return (TGrain)grains.GetGrain(id, names.Interface);
    }

    private static Names Learn<TGrain>(IGrainFactory grains, string key) where TGrain : IGrainWithStringKey
    {
        var reference = (GrainReference)(object)grains.GetGrain<TGrain>(key);
        return Address<TGrain>.Known = new(reference.GrainId.Type, reference.InterfaceType);
    }

    private sealed record Names(GrainType Grain, GrainInterfaceType Interface);

    private static class Address<TGrain>
    {
        public static volatile Names? Known;
    }
}
