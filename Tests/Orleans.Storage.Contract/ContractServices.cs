using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;

namespace Orleans.Storage.Contract;

/// <summary>What a storage needs of a silo: its serializer, and what makes fresh states.</summary>
public static class ContractServices
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public static IActivatorProvider Activators => Services.GetRequiredService<IActivatorProvider>();

    public static IGrainStorageStreamingSerializer Serializer { get; } = new OrleansGrainStorageSerializer(Services.GetRequiredService<Serializer>());
}
