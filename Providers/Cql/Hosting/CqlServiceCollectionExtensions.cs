using Cql;
using Cql.Configuration;
using Cql.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds sessions to a program's services.</summary>
/// <remarks>
/// A session is a singleton, and ends with the services. A host connects it before anything else starts, and does not start when that fails:
/// the error says what to mend. Without a host it connects at its first use. <see cref="TimeProvider"/> and <see cref="ILoggerFactory"/> are taken from the
/// services where they are there. A second call for the same session only configures it further.
/// </remarks>
public static class CqlServiceCollectionExtensions
{
    /// <summary>Adds a <see cref="CqlSession"/>.</summary>
    public static IServiceCollection AddCqlSession(this IServiceCollection services, Action<CqlOptions> configure) => Add(services, name: null, configure);

    /// <summary>Adds a <see cref="CqlSession"/> with the options in a section, whose keys are the names of <see cref="CqlOptions"/>.</summary>
    /// <remarks><c>ContactPoints</c> are a list, or one value with commas; <c>Tls</c> is <c>true</c>, <c>false</c>, or a section. A key of another name is refused.</remarks>
    public static IServiceCollection AddCqlSession(this IServiceCollection services, IConfiguration section) => Add(services, name: null, Reading(section));

    /// <summary>Adds a <see cref="CqlSession"/> by a name, which is its key among the services and the name of its options.</summary>
    public static IServiceCollection AddKeyedCqlSession(this IServiceCollection services, string name, Action<CqlOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(services, name, configure);
    }

    /// <summary>Adds a <see cref="CqlSession"/> by a name, with the options in a section.</summary>
    /// <inheritdoc cref="AddCqlSession(IServiceCollection, IConfiguration)"/>
    public static IServiceCollection AddKeyedCqlSession(this IServiceCollection services, string name, IConfiguration section)
        => services.AddKeyedCqlSession(name, Reading(section));

    private static Action<CqlOptions> Reading(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return options => CqlConfiguration.Read(options, section);
    }

    private static IServiceCollection Add(IServiceCollection services, string? name, Action<CqlOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<CqlOptions>(name).Configure(configure);
        if (services.Any(known => known.ServiceType == typeof(CqlSession) && Equals(known.ServiceKey, name)))
            return services;
        services.Add(ServiceDescriptor.KeyedSingleton(name, (provider, _) => Create(provider, name)));
        services.AddSingleton<IHostedService>(provider => new SessionStart(Find(provider, name)));
        return services;
    }

    internal static CqlSession Find(IServiceProvider services, string? name)
        => name is null ? services.GetRequiredService<CqlSession>() : services.GetRequiredKeyedService<CqlSession>(name);

    private static CqlSession Create(IServiceProvider services, string? name) => CqlSession.Create(
        services.GetRequiredService<IOptionsMonitor<CqlOptions>>().Get(name),
        services.GetService<ILoggerFactory>()?.CreateLogger<CqlSession>() ?? NullLogger<CqlSession>.Instance,
        services.GetService<TimeProvider>() ?? TimeProvider.System);
}
