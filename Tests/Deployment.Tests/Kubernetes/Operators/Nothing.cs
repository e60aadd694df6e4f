namespace Marketplace.Deployment.Tests.Kubernetes.Operators;

/// <summary>What is switched on by being there, and told nothing.</summary>
internal sealed record Nothing;
