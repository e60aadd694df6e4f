using k8s;
using k8s.Models;
using Marketplace.Tests.Shared;

namespace Marketplace.Deployment.Tests.Compose;

/// <summary>Servers that are not ours take any environment, so it is held against what the same servers are told in Kubernetes: a slip in one of the two shows.</summary>
public sealed class ServerTests
{
    private static readonly string[] OfThePlace = ["advertised.listeners", "log.dirs"];

    private readonly ComposeFile _file = ComposeFile.Load();

    [Fact]
    public void The_broker_is_told_what_that_of_dev_is_but_for_its_address_and_folder()
    {
        const string Prefix = "KAFKA_";
        var environment = _file.Services["kafka"].Environment;
        var settings = SolutionFolder.Read("k8s/overlays/dev/kafka/server.properties").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.All(environment.Keys, name => Assert.StartsWith(Prefix, name, StringComparison.Ordinal));
        Assert.Equivalent(settings.Keys, environment.Keys.Select(Setting), strict: true);
        Assert.All(environment.Where(pair => !OfThePlace.Contains(Setting(pair.Key))), pair => Assert.Equal(settings[Setting(pair.Key)], pair.Value));

        // As the image makes settings of its environment.
        static string Setting(string name) => name[Prefix.Length..].ToLowerInvariant().Replace('_', '.');
    }

    [Fact]
    public void The_node_is_told_what_that_of_dev_is()
    {
        var dev = KubernetesYaml.Deserialize<V1StatefulSet>(SolutionFolder.Read("k8s/overlays/dev/cassandra/stateful-set.yaml"), strict: true);
        var container = Assert.Single(dev.Spec.Template.Spec.Containers);

        Assert.Equal(container.Env.ToDictionary(variable => variable.Name, variable => variable.Value), _file.Services["cassandra"].Environment);
    }
}
