using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>An API without a silo. It runs from the beginning.</summary>
internal sealed class ClusterApi : ClusterProcess
{
    private readonly IReadOnlyList<(string Key, string Value)> _settings;
    private readonly Uri _operators;

    public ClusterApi(IReadOnlyList<(string Key, string Value)> settings) : this(settings, [.. FreePorts.Take(2).Select(ProcessCluster.Url)])
    {
    }

    private ClusterApi(IReadOnlyList<(string Key, string Value)> settings, Uri[] urls) : base(urls[0], urls[0])
    {
        (_settings, _operators) = (settings, urls[1]);
        Start();
    }

    public void Start() => Start(
        "Api",
        [$"--urls={Http.BaseAddress}", $"--Marketplace:Operators:Url={_operators}", "--Marketplace:Api:Silo=Elsewhere", "--Marketplace:OnlineMarketplace:Enabled=true"],
        _settings);
}
