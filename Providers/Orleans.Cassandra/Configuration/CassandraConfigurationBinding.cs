using Cql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Orleans.Cassandra;

/// <summary>Reads the shared settings from a provider's section.</summary>
internal static class CassandraConfigurationBinding
{
    private const string ConnectionStrings = "ConnectionStrings";

    /// <exception cref="OrleansConfigurationException">A value cannot be read, or what it names is not there.</exception>
    public static void BindConnection(this CassandraConnectionOptions options, IConfigurationSection section, IServiceProvider services)
    {
        if (ContactPointsOf(section, services) is { Count: > 0 } points)
        {
            options.ContactPoints.Clear();
            foreach (var point in points)
                options.ContactPoints.Add(point);
        }

        options.LocalDataCentre = TextOf(section, nameof(options.LocalDataCentre)) ?? options.LocalDataCentre;
        options.Keyspace = TextOf(section, nameof(options.Keyspace)) ?? options.Keyspace;
        options.UserName = TextOf(section, nameof(options.UserName)) ?? options.UserName;
        options.Password = TextOf(section, nameof(options.Password)) ?? options.Password;
        options.Consistency = Parse(section, nameof(options.Consistency), options.Consistency);
        options.Schema = Parse(section, nameof(options.Schema), options.Schema);
        options.ReplicationFactor = section.GetValue(nameof(options.ReplicationFactor), options.ReplicationFactor);
        options.Tls = TlsOf(section.GetSection(nameof(options.Tls))) ?? options.Tls;
        if (section["ServiceKey"] is { Length: > 0 } key)
        {
            options.Session = services.GetKeyedService<CqlSession>(key)
                ?? throw new OrleansConfigurationException($"{section.Path}:ServiceKey: there is no {nameof(CqlSession)} with the key '{key}' among the services: add one, or leave the key out.");
        }
    }

    // An empty value is how an environment takes back what a file says.
    private static string? TextOf(IConfigurationSection section, string key) => section[key] is { Length: > 0 } text ? text : null;

    private static List<string> ContactPointsOf(IConfigurationSection section, IServiceProvider services)
    {
        var points = section.GetSection(nameof(CassandraConnectionOptions.ContactPoints));
        List<string?> texts = [points.Value, section["ConnectionString"], .. points.GetChildren().Select(child => child.Value)];
        if (section["ConnectionName"] is { Length: > 0 } name)
        {
            texts.Add(services.GetRequiredService<IConfiguration>().GetSection(ConnectionStrings)[name]
                ?? throw new OrleansConfigurationException($"{section.Path}:ConnectionName: there is no connection string '{name}': add {ConnectionStrings}:{name}, or leave the key out."));
        }

        return [.. texts.OfType<string>().SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
    }

    private static CqlTlsOptions? TlsOf(IConfigurationSection section)
    {
        if (section.GetChildren().Any())
            return section.Get<CqlTlsOptions>();
        return section.Value is null ? null
            : bool.TryParse(section.Value, out var isOn) ? isOn ? new CqlTlsOptions() : null
            : throw new OrleansConfigurationException($"{section.Path} is '{section.Value}': set it to true or false, or give the keys below it.");
    }

    private static TEnum Parse<TEnum>(IConfigurationSection section, string key, TEnum otherwise) where TEnum : struct, Enum
    {
        if (section[key] is not { } text)
            return otherwise;
        return Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new OrleansConfigurationException($"{section.Path}:{key} is '{text}': set it to {CassandraConnectionOptionsCheck.Names<TEnum>()}.");
    }
}
