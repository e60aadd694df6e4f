using Marketplace.Silo.Configuration;
using Orleans.Configuration;

namespace Marketplace.Deployment.Tests.Programs;

/// <summary>The environment of a container, as the configuration that .NET makes of it.</summary>
internal sealed class ContainerEnvironment(IReadOnlyDictionary<string, string> variables)
{
    // What is read elsewhere than in the configuration: by .NET, by Orleans' hosting.
    private static readonly HashSet<string> Others = ["ASPNETCORE_HTTP_PORTS", "ASPNETCORE_URLS", "DOTNET_ENVIRONMENT", "POD_NAME", "POD_NAMESPACE"];

    // The programs themselves refuse what they do not know below Marketplace; below Orleans nobody does.
    private static readonly HashSet<string> OfOrleans =
    [
        "Orleans:ClusterId", "Orleans:ServiceId", SiloEndpoints.AddressKey, SiloEndpoints.SiloPortKey, SiloEndpoints.GatewayPortKey,
        .. typeof(KafkaEventLogOptions).GetProperties().Select(option => $"Orleans:EventLog:{option.Name}"),
    ];

    private static readonly string[] Folders = [DataDirectory.Key, "Marketplace:Payments:Sandbox:Directory"];

    /// <summary>Those that nothing reads.</summary>
    public IEnumerable<string> Unknown => variables.Keys.Where(name => !IsKnown(name));

    /// <summary>The same as arguments, for the programs take both alike; what would be written goes below a folder.</summary>
    public string[] AsArguments(string folder) =>
    [
        .. from variable in variables
           let key = KeyOf(variable.Key)
           where variable.Value.Length > 0
           select $"--{key}={(Folders.Contains(key) ? Path.Join(folder, variable.Value) : variable.Value)}",

        // What Kubernetes gives to every container.
        "--KUBERNETES_SERVICE_HOST=192.0.2.1",
    ];

    private static bool IsKnown(string name)
    {
        var key = KeyOf(name);
        return Others.Contains(name) || OfOrleans.Contains(key)
            || key.StartsWith("Marketplace:", StringComparison.Ordinal)
            || key.StartsWith("Orleans:EventLog:Settings:", StringComparison.Ordinal);
    }

    private static string KeyOf(string name) => name switch
    {
        "ASPNETCORE_URLS" => "urls",
        "DOTNET_ENVIRONMENT" => "environment",
        _ => name.Replace("__", ":", StringComparison.Ordinal),
    };
}
