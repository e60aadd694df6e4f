namespace Marketplace.ReadModels.Events;

/// <summary>What the lists need of a package's events, shipped, delivered and withdrawn alike.</summary>
internal sealed record PackageFacts(PackageFactsBody Package);
