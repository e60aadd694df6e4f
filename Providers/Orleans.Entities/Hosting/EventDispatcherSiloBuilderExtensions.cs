using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Entities;

namespace Orleans.Hosting;

/// <summary>Event dispatchers on a silo.</summary>
public static class EventDispatcherSiloBuilderExtensions
{
    /// <summary>
    /// Has <typeparamref name="TDispatcher"/> tell grains of what happened. Needs an <see cref="IEventLog"/> and <c>AddEntities</c>,
    /// since what a target refuses is kept as an entity (<see cref="IParkedEvents"/>).
    /// </summary>
    /// <typeparam name="TDispatcher">The dispatcher; one instance a silo, made by dependency injection.</typeparam>
    public static ISiloBuilder AddEventDispatcher<TDispatcher>(this ISiloBuilder builder) where TDispatcher : class, IEventDispatcher
    {
        var services = builder.Services;
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ReaderMetrics>();
        services.TryAddSingleton(DispatchSettings.Default);
        services.TryAddSingleton<RunningReaders>();
        services.TryAddSingleton<DispatcherRegistry>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEventDispatcher, TDispatcher>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, DispatchKeepAlive>());
        return builder;
    }
}
