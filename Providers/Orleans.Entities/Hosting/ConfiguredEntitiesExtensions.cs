using System.Reflection;
using Microsoft.Extensions.Configuration;
using Orleans.Providers;

namespace Orleans.Hosting;

/// <summary>Takes the store of entities from configuration, as Orleans takes its own providers.</summary>
public static class ConfiguredEntitiesExtensions
{
    private const string Entities = "Entities";
    private const string EventLog = "EventLog";

    /// <summary>
    /// Applies the section <c>Orleans:Entities</c>: its <c>ProviderType</c> names the store, one of those that the program's packages
    /// register. Before it, where there is one, the section <c>Orleans:EventLog</c> in the same way: a log that silos share.
    /// </summary>
    /// <remarks>Orleans applies the sections of its own kinds by itself, and knows no others.</remarks>
    /// <exception cref="OrleansConfigurationException">A section names no provider, or one that no package registers.</exception>
    public static ISiloBuilder UseConfiguredEntities(this ISiloBuilder builder)
    {
        if (builder.Configuration.GetSection($"Orleans:{EventLog}").Exists())
            Use(builder, EventLog);
        Use(builder, Entities);
        return builder;
    }

    private static void Use(ISiloBuilder builder, string kind)
    {
        var section = builder.Configuration.GetSection($"Orleans:{kind}");
        var name = section["ProviderType"];
        if (string.IsNullOrWhiteSpace(name))
            throw new OrleansConfigurationException($"{section.Path}:ProviderType is not set: {Known(kind)}.");

        var type = Registered(kind).FirstOrDefault(provider => string.Equals(provider.Name, name, StringComparison.OrdinalIgnoreCase))?.Type
            ?? throw new OrleansConfigurationException($"{section.Path}:ProviderType is '{name}', which no package registers: {Known(kind)}.");
        ((IProviderBuilder<ISiloBuilder>)Activator.CreateInstance(type)!).Configure(builder, name: null, section);
    }

    private static string Known(string kind)
    {
        var names = Registered(kind).Select(provider => provider.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? "add a package with one" : $"set it to {string.Join(" or ", names)}";
    }

    private static IEnumerable<RegisterProviderAttribute> Registered(string kind) =>
        from assembly in Assemblies()
        from provider in assembly.GetCustomAttributes<RegisterProviderAttribute>()
        where provider.Kind == kind && provider.Target == "Silo"
        select provider;

    // A package of which nothing was used yet is not loaded; the program names it among its application parts.
    private static IEnumerable<Assembly> Assemblies()
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies();
        var parts = loaded.SelectMany(assembly => assembly.GetCustomAttributes<ApplicationPartAttribute>())
            .Select(part => Assembly.Load(new AssemblyName(part.AssemblyName)));
        return loaded.Concat(parts).Distinct();
    }
}
