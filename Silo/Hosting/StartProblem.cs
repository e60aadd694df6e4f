using System.Net.Sockets;
using System.Text.RegularExpressions;
using Marketplace.Silo.Configuration;
using Marketplace.Silo.Operators;
using Microsoft.AspNetCore.Connections;

namespace Marketplace.Silo.Hosting;

/// <summary>Why a start failed, where that is for whoever started the program to mend.</summary>
internal static partial class StartProblem
{
    /// <summary>One sentence, or null when the failure is none of these.</summary>
    public static string? Describe(Exception error) => error switch
    {
        InvalidOperationException when Unreadable().Match(error.Message) is { Success: true } match
            => $"{match.Groups["key"].Value}: '{match.Groups["value"].Value}' cannot be used: give {Expected(match.Groups["type"].Value)}.",
        InvalidOperationException when UnknownProvider().Match(error.Message) is { Success: true } match
            => $"Orleans:{match.Groups["kind"].Value}: '{match.Groups["name"].Value}' is no provider: give {match.Groups["known"].Value} as ProviderType.",
        InvalidOperationException https when https.Message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal)
            => "ASPNETCORE_URLS: https needs a certificate and there is none: set Kestrel:Certificates:Default:Path, or give an http address.",
        AddressInUseException => Listening("something listens there already", error),
        SocketException or IOException { InnerException: SocketException or AddressInUseException }
            => Listening("it cannot be listened on", error),
        AggregateException { InnerExceptions: [var only] } => Describe(only),
        _ => ConfigurationProblem.Describe(error) ?? (error.InnerException is { } inner ? Describe(inner) : null),
    };

    private static string Listening(string why, Exception error)
        => $"ASPNETCORE_URLS, {OperatorsOptions.UrlKey}, {SiloEndpoints.SiloPortKey} or {SiloEndpoints.GatewayPortKey}: {why} ({ConfigurationProblem.OneLine(error.Message).TrimEnd('.')}): give another address, or stop what has it.";

    private static string Expected(string type) => type switch
    {
        nameof(Int32) or nameof(Int64) => "a whole number",
        nameof(TimeSpan) => "a time such as 00:00:05",
        nameof(Boolean) => "true or false",
        _ => $"a {type}",
    };

    // As .NET's configuration binder says it.
    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<key>.*)' to type 'System\\.(?<type>.*)'")]
    private static partial Regex Unreadable();

    // As Orleans says it.
    [GeneratedRegex("^Could not find (?<kind>[A-Za-z]+) provider named '(?<name>.*?)'.* Known [A-Za-z]+ providers: (?<known>[A-Za-z, ]+)")]
    private static partial Regex UnknownProvider();
}
