using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Serialization;

namespace Orleans.Hosting;

/// <summary>Entities on a silo.</summary>
public static class EntitySiloBuilderExtensions
{
    /// <summary>Lets grains of this silo have an <see cref="IEntity{TState}"/>, and resumes open work. A store is registered by its own package.</summary>
    public static ISiloBuilder AddEntities(this ISiloBuilder builder, Action<EntityOptions>? configure = null)
    {
        var services = builder.Services;
        if (configure is not null)
            services.Configure(configure);
        if (services.Any(service => service.ServiceType == typeof(EntityServices)))
            return builder;
        services.AddMetrics();

        // A store's own exceptions are told to callers on other silos as its kinds of them, or as what caused these.
        services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.Add(typeof(EntityStoreException).Namespace!));
        services.TryAddSingleton<IEventSerializer, EventSerializer>();
        services.AddSingleton<EntityCodecs>();
        services.AddSingleton<EntityMetrics>();
        services.AddSingleton<EntityServices>();
        services.AddSingleton<IAttributeToFactoryMapper<EntityAttribute>, EntityAttributeMapper>();
        services.AddSingleton<IConfigurationValidator, EntityOptionsValidator>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, OpenWorkWalker>();
        return builder;
    }
}
