using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Entities;

namespace Orleans.Hosting;

/// <summary>Projections on a silo.</summary>
public static class ProjectionSiloBuilderExtensions
{
    /// <summary>
    /// Has <typeparamref name="TProjection"/> built from the log while the silo is active. Needs an <see cref="IEventLog"/>.
    /// Queries find the one instance under its own type, and how far it is under <see cref="IProjections"/>.
    /// </summary>
    /// <typeparam name="TProjection">The projection; one instance a silo, made by dependency injection.</typeparam>
    public static ISiloBuilder AddProjection<TProjection>(this ISiloBuilder builder) where TProjection : class, IProjection
    {
        var services = builder.Services;
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ReaderMetrics>();
        services.TryAddSingleton(ProjectionSettings.Default);
        services.TryAddSingleton(provider => new RestatedEntities(provider.GetServices<IEntityRestatement>(), provider.GetService<IEntityStore>()));
        services.TryAddSingleton<TProjection>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IProjection, TProjection>(provider => provider.GetRequiredService<TProjection>()));
        services.TryAddSingleton<ProjectionHost>();
        services.TryAddSingleton<IProjections>(provider => provider.GetRequiredService<ProjectionHost>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, ProjectionHost>(provider => provider.GetRequiredService<ProjectionHost>()));
        return builder;
    }

    /// <summary>Lets projections be built without the log's start, as far as they read what <typeparamref name="TRestatement"/> restates.</summary>
    /// <typeparam name="TRestatement">The restatement; one instance a silo, made by dependency injection.</typeparam>
    public static ISiloBuilder AddEntityRestatement<TRestatement>(this ISiloBuilder builder) where TRestatement : class, IEntityRestatement
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IEntityRestatement, TRestatement>());
        return builder;
    }
}
