using System.Text.RegularExpressions;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.Configuration;

namespace Orleans.Streaming.Kafka.Tests.Security;

/// <summary>What a silo's pod has in its environment in production, and the configuration that .NET makes of an environment.</summary>
internal static partial class ProductionEnvironment
{
    /// <summary>The variables of the log's client; what comes from a secret is empty.</summary>
    public static IEnumerable<KeyValuePair<string, string>> OfTheLog()
        => Variables().Matches(SolutionFolder.Read("k8s/overlays/production/silos/credentials.yaml"))
            .Select(variable => KeyValuePair.Create(variable.Groups["name"].Value, variable.Groups["value"].Value));

    /// <summary>The configuration of a process that has these variables.</summary>
    public static Dictionary<string, string?> Configure(IReadOnlyDictionary<string, string> environment)
    {
        // Nobody else in this process reads what has this before its name.
        var prefix = $"{Guid.NewGuid():N}_";
        foreach (var (name, value) in environment)
            Environment.SetEnvironmentVariable($"{prefix}{name}", value);
        try
        {
            return new(new ConfigurationBuilder().AddEnvironmentVariables(prefix).Build().AsEnumerable());
        }
        finally
        {
            foreach (var name in environment.Keys)
                Environment.SetEnvironmentVariable($"{prefix}{name}", null);
        }
    }

    [GeneratedRegex(@"- name: (?<name>Orleans__EventLog__\S+)\n\s+(value: (?<value>\S+)|valueFrom:)")]
    private static partial Regex Variables();
}
