using System.Globalization;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>A silo's place: one that starts there again is known for the dead one's successor at once. It is talked to at its operators' port.</summary>
internal sealed class ClusterSilo : ClusterProcess
{
    private readonly IReadOnlyList<(string Key, string Value)> _settings;
    private readonly string _folder;
    private readonly int[] _ports;

    public ClusterSilo(IReadOnlyList<(string Key, string Value)> settings, string folder) : this(settings, folder, FreePorts.Take(3))
    {
    }

    private ClusterSilo(IReadOnlyList<(string Key, string Value)> settings, string folder, int[] ports)
        : base(ProcessCluster.Url(ports[2]), ProcessCluster.Url(ports[2])) => (_settings, _folder, _ports) = (settings, folder, ports);

    /// <param name="settings">Configuration of its own.</param>
    public void Start(params (string Key, string Value)[] settings) => Start(
        "Silo",
        [
            "run", $"--Marketplace:Operators:Url={Http.BaseAddress}", $"--Marketplace:DataDirectory={_folder}",
            string.Create(CultureInfo.InvariantCulture, $"--Orleans:Clustering:SiloPort={_ports[0]}"),
            string.Create(CultureInfo.InvariantCulture, $"--Orleans:Clustering:GatewayPort={_ports[1]}"),
        ],
        [.. _settings, .. settings]);
}
