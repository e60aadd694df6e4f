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
        InvalidOperationException { InnerException: FormatException } when Unreadable().Match(error.Message) is { Success: true } match
            => $"{match.Groups["key"].Value}: '{match.Groups["value"].Value}' cannot be used: give a {match.Groups["type"].Value}.",
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

    // As .NET's configuration binder says it.
    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<key>.*)' to type 'System\\.(?<type>.*)'")]
    private static partial Regex Unreadable();
}
