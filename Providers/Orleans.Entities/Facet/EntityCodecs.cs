using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Orleans.Entities;

/// <summary>Orleans' serializers of heads and rows, by type.</summary>
internal sealed class EntityCodecs(IServiceProvider services)
{
    private readonly Lock _adding = new();
    private object?[] _serializers = new object?[16];

    public Serializer<T> Of<T>()
    {
        var slots = Volatile.Read(ref _serializers);
        return TypeSlot<T>.Index < slots.Length && slots[TypeSlot<T>.Index] is { } known ? (Serializer<T>)known : Add<T>();
    }

    public ReadOnlyMemory<byte> Encode<T>(T value, Arena arena)
    {
        try
        {
            Of<T>().Serialize(value, arena);
            return arena.Cut();
        }
        catch
        {
            arena.Drop();
            throw;
        }
    }

    public T Decode<T>(ReadOnlyMemory<byte> data) => Of<T>().Deserialize(data)!;

    private Serializer<T> Add<T>()
    {
        var serializer = services.GetRequiredService<Serializer<T>>();
        lock (_adding)
        {
            var slots = _serializers;
            if (TypeSlot<T>.Index >= slots.Length)
                Array.Resize(ref slots, Math.Max(slots.Length * 2, TypeSlot<T>.Index + 1));
            slots[TypeSlot<T>.Index] = serializer;
            Volatile.Write(ref _serializers, slots);
        }

        return serializer;
    }
}
