using k8s;
using k8s.Models;

namespace Marketplace.Deployment.Tests.Kubernetes.Operators;

/// <summary>An object of an operator's kind. Of its fields only those are here that we use: another is refused, whether the operator has it or not.</summary>
/// <typeparam name="TSpec">What it says.</typeparam>
internal abstract record OperatorObject<TSpec> : IKubernetesObject<V1ObjectMeta> where TSpec : new()
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public TSpec Spec { get; init; } = new();
}
