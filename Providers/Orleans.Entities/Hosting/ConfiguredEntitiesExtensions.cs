using System.Reflection;
using Orleans.Providers;

namespace Orleans.Hosting;

/// <summary>Takes the store of entities from configuration, as Orleans takes its own providers.</summary>
public static class ConfiguredEntitiesExtensions
{
    private const string Kind = "Entities";
    private const string Section = "Orleans:Entities";

    /// <summary>
    /// Applies the section <c>Orleans:Entities</c>: its <c>ProviderType</c> names the store, one of those that the program's packages
    /// register.
    /// </summary>
    /// <remarks>Orleans applies the sections of its own kinds by itself, and knows no others.</remarks>
    /// <exception cref="OrleansConfigurationException">The section names no store, or one that no package registers.</exception>
    public static ISiloBuilder UseConfiguredEntities(this ISiloBuilder builder)
    {
        var section = builder.Configuration.GetSection(Section);
        var name = section["ProviderType"];
        if (string.IsNullOrWhiteSpace(name))
            throw new OrleansConfigurationException($"{Section}:ProviderType is not set: {Known()}.");

        var type = Registered().FirstOrDefault(provider => string.Equals(provider.Name, name, StringComparison.OrdinalIgnoreCase))?.Type
            ?? throw new OrleansConfigurationException($"{Section}:ProviderType is '{name}', which no package registers: {Known()}.");
        ((IProviderBuilder<ISiloBuilder>)Activator.CreateInstance(type)!).Configure(builder, name: null, section);
        return builder;
    }

    private static string Known()
    {
        var names = Registered().Select(provider => provider.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? "add a package with a store" : $"set it to {string.Join(" or ", names)}";
    }

    private static IEnumerable<RegisterProviderAttribute> Registered() =>
        from assembly in Assemblies()
        from provider in assembly.GetCustomAttributes<RegisterProviderAttribute>()
        where provider.Kind == Kind && provider.Target == "Silo"
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
