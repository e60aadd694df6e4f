using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Cql.Configuration;

/// <summary>Reads options from a section. What it does not know or cannot read is refused by its path, in a sentence that says what to write.</summary>
internal static class CqlConfiguration
{
    private static readonly Dictionary<string, Action<CqlOptions, IConfigurationSection>> Readers = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(CqlOptions.ContactPoints)] = ReadContactPoints,
        [nameof(CqlOptions.Port)] = (options, value) => options.Port = Number(value),
        [nameof(CqlOptions.LocalDataCentre)] = (options, value) => options.LocalDataCentre = Text(value),
        [nameof(CqlOptions.AllowRemote)] = (options, value) => options.AllowRemote = Switch(value),
        [nameof(CqlOptions.Keyspace)] = (options, value) => options.Keyspace = Text(value),
        [nameof(CqlOptions.UserName)] = (options, value) => options.UserName = Text(value),
        [nameof(CqlOptions.Password)] = (options, value) => options.Password = Text(value),
        [nameof(CqlOptions.Tls)] = (options, value) => options.Tls = ReadTls(value),
        [nameof(CqlOptions.Compress)] = (options, value) => options.Compress = Switch(value),
        [nameof(CqlOptions.Consistency)] = (options, value) => options.Consistency = Level(value),
        [nameof(CqlOptions.SerialConsistency)] = (options, value) => options.SerialConsistency = Level(value),
        [nameof(CqlOptions.RequestTimeout)] = (options, value) => options.RequestTimeout = Duration(value),
        [nameof(CqlOptions.SpeculationDelay)] = (options, value) => options.SpeculationDelay = Duration(value),
        [nameof(CqlOptions.MaxSpeculations)] = (options, value) => options.MaxSpeculations = Number(value),
        [nameof(CqlOptions.ConnectTimeout)] = (options, value) => options.ConnectTimeout = Duration(value),
        [nameof(CqlOptions.HeartbeatInterval)] = (options, value) => options.HeartbeatInterval = Duration(value),
        [nameof(CqlOptions.ConnectionsPerNode)] = (options, value) => options.ConnectionsPerNode = Number(value),
        [nameof(CqlOptions.MaxRequestsPerConnection)] = (options, value) => options.MaxRequestsPerConnection = Number(value),
        [nameof(CqlOptions.MaxRequestBytes)] = (options, value) => options.MaxRequestBytes = Number(value),
        [nameof(CqlOptions.PageSize)] = (options, value) => options.PageSize = Number(value),
    };

    private static readonly Dictionary<string, Action<CqlTlsOptions, string?>> TlsReaders = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(CqlTlsOptions.CertificateAuthorityFile)] = (tls, value) => tls.CertificateAuthorityFile = value,
        [nameof(CqlTlsOptions.HostName)] = (tls, value) => tls.HostName = value,
        [nameof(CqlTlsOptions.CertificateFile)] = (tls, value) => tls.CertificateFile = value,
        [nameof(CqlTlsOptions.KeyFile)] = (tls, value) => tls.KeyFile = value,
    };

    /// <exception cref="ArgumentException">There is a key that is none of the options, or a value that cannot be read.</exception>
    public static void Read(CqlOptions options, IConfiguration section)
    {
        foreach (var value in section.GetChildren())
            Find(Readers, value)(options, value);
    }

    private static void ReadContactPoints(CqlOptions options, IConfigurationSection section)
    {
        options.ContactPoints.Clear();
        foreach (var text in section.GetChildren().Select(child => child.Value).Append(section.Value))
        {
            foreach (var point in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                options.ContactPoints.Add(point);
        }
    }

    private static CqlTlsOptions? ReadTls(IConfigurationSection section)
    {
        var tls = new CqlTlsOptions();
        var values = section.GetChildren().ToList();
        foreach (var value in values)
            Find(TlsReaders, value)(tls, Text(value));
        return values.Count > 0 || Switch(section) ? tls : null;
    }

    private static T Find<T>(Dictionary<string, T> readers, IConfigurationSection value) => readers.TryGetValue(value.Key, out var reader)
        ? reader
        : throw new ArgumentException($"{value.Path} is no setting of a session: there are {string.Join(", ", readers.Keys)}.");

    // An empty value is how an environment takes back what a file says.
    private static string? Text(IConfigurationSection value) => value.Value is { Length: > 0 } text ? text : null;

    private static bool Switch(IConfigurationSection value) => bool.TryParse(value.Value, out var isOn) ? isOn : throw Refuse(value, "true or false");

    private static int Number(IConfigurationSection value)
        => int.TryParse(value.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Refuse(value, "a whole number");

    private static TimeSpan Duration(IConfigurationSection value) => TimeSpan.TryParse(value.Value, CultureInfo.InvariantCulture, out var duration)
        ? duration
        : throw Refuse(value, "hours, minutes and seconds, as in 00:00:05");

    private static Consistency Level(IConfigurationSection value) => Enum.GetNames<Consistency>().Contains(value.Value, StringComparer.OrdinalIgnoreCase)
        ? Enum.Parse<Consistency>(value.Value!, ignoreCase: true)
        : throw Refuse(value, string.Join(", ", Enum.GetNames<Consistency>()[..^1]) + $" or {Enum.GetNames<Consistency>()[^1]}");

    private static ArgumentException Refuse(IConfigurationSection value, string what) => new($"{value.Path} is '{value.Value}': set it to {what}.");
}
