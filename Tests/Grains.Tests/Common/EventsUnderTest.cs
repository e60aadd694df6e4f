using Marketplace.Grains.Interfaces;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities;

namespace Marketplace.Grains.Tests.Common;

/// <summary>Events as the log holds them.</summary>
internal static class EventsUnderTest
{
    private static long _offset;

    public static IEventSerializer Serializer { get; } = new ServiceCollection()
        .AddEntityEvents(MarketplaceEvents.Default)
        .BuildServiceProvider()
        .GetRequiredService<IEventSerializer>();

    public static LogEvent Event<TEvent>(string kind, string id, TEvent told, byte[]? data = null) where TEvent : notnull
    {
        var pending = Serializer.Serialize(told);
        return new()
        {
            Partition = 0,
            Offset = Interlocked.Increment(ref _offset),
            Entity = new(kind, id),
            Version = 1,
            Index = 0,
            Type = pending.Type,
            Time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Data = data ?? pending.Data,
        };
    }
}
