using System.Globalization;
using System.Text.RegularExpressions;
using Marketplace.Deployment.Tests.Programs;

namespace Marketplace.Deployment.Tests.Compose;

/// <summary>A service of the compose file.</summary>
internal sealed partial class ComposeService(string name, IReadOnlyDictionary<string, object?> node)
{
    public string Name => name;

    public string Image => (string)node["image"]!;

    public bool IsOurs => Image.StartsWith("marketplace/", StringComparison.Ordinal);

    public bool HasHealthCheck => node.ContainsKey("healthcheck");

    /// <summary>What it is built of, from the solution's folder.</summary>
    public string Dockerfile => (string)ComposeFile.Map(node["build"])["dockerfile"]!;

    public TimeSpan StopsWithin => TimeSpan.FromSeconds(node.TryGetValue("stop_grace_period", out var text) ? int.Parse(((string)text!).TrimEnd('s'), CultureInfo.InvariantCulture) : 10);

    public IReadOnlyList<string> Command => node.TryGetValue("command", out var command) ? ComposeFile.List(command) : [];

    /// <summary>The environment, where what the user may say is left unsaid.</summary>
    public IReadOnlyDictionary<string, string> Environment => node.TryGetValue("environment", out var environment)
        ? ComposeFile.Map(environment).ToDictionary(pair => pair.Key, pair => Unsaid().Replace((string)pair.Value!, "$1"))
        : new Dictionary<string, string>();

    /// <summary>What it waits for, and until when.</summary>
    public IEnumerable<(string Service, string Condition)> Dependencies => node.TryGetValue("depends_on", out var services)
        ? ComposeFile.Map(services).Select(pair => (pair.Key, (string)ComposeFile.Map(pair.Value)["condition"]!))
        : [];

    /// <summary>Ports of this machine and the container's that they lead to; addresses first.</summary>
    public IEnumerable<string[]> Published => Words("ports").Select(port => port.Split(':'));

    public IEnumerable<string[]> Mounts => Words("volumes").Select(volume => volume.Split(':'));

    public string? Address => node.TryGetValue("networks", out var networks) ? (string)ComposeFile.Map(ComposeFile.Map(networks)["default"])["ipv4_address"]! : null;

    public DeployedProgram Build() => DeployedProgram.Build(Image, Command, Environment);

    private IReadOnlyList<string> Words(string key) => node.TryGetValue(key, out var list) ? ComposeFile.List(list) : [];

    [GeneratedRegex(@"\$\{[A-Z_]+:-([^}]*)\}")]
    private static partial Regex Unsaid();
}
