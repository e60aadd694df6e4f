using System.Diagnostics;
using Marketplace.Silo.Health;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Silo.Operators;

/// <summary>The operators' port in a process.</summary>
internal static class OperatorsServiceCollectionExtensions
{
    /// <summary>Adds it. It starts after the services that are there before it, and stops before them.</summary>
    public static IServiceCollection AddOperators(this IServiceCollection services, OperatorsOptions options)
    {
        // What a web host has, and a host of a silo alone has not.
        services.AddRouting();
        services.TryAddSingleton<IHttpContextFactory, DefaultHttpContextFactory>();
        services.TryAddSingleton(_ => new DiagnosticListener("Microsoft.AspNetCore"));
        services.AddSingleton(options);
        services.AddSingleton<Readiness>();
        return services.AddHostedService<OperatorsServer>();
    }
}
