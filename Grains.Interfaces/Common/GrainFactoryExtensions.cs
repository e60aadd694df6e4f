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
        return Address<TGrain>.Known is { } known
            ? (TGrain)grains.GetGrain(GrainId.Create(known.Grain, key), known.Interface)
            : Learn(grains.GetGrain<TGrain>(key));
    }

    /// <summary>The grain of an id.</summary>
    public static TGrain At<TGrain>(this IGrainFactory grains, GrainId id) where TGrain : IGrainWithStringKey
    {
        ArgumentNullException.ThrowIfNull(grains);
        return Address<TGrain>.Known is { } known
            ? (TGrain)grains.GetGrain(id, known.Interface)
            : Learn(grains.GetGrain<TGrain>(id));
    }

    private static TGrain Learn<TGrain>(TGrain grain) where TGrain : IGrainWithStringKey
    {
        if (grain is GrainReference reference)
            Address<TGrain>.Known = new(reference.GrainId.Type, reference.InterfaceType);
        return grain;
    }

    private sealed record Names(GrainType Grain, GrainInterfaceType Interface);

    private static class Address<TGrain>
    {
        public static volatile Names? Known;
    }
}
