using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Entities;

namespace Orleans.Hosting;

/// <summary>What entities and readers of their log share.</summary>
public static class EntityServiceCollectionExtensions
{
    /// <summary>
    /// Makes the events of a source-generated context known: each type that it declares and that has an <see cref="AliasAttribute"/>,
    /// which is the event's type. Several calls add up.
    /// </summary>
    public static IServiceCollection AddEntityEvents(this IServiceCollection services, JsonSerializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        services.AddSingleton(new EventContext(context));
        services.TryAddSingleton<IEventSerializer, EventSerializer>();
        return services;
    }
}
