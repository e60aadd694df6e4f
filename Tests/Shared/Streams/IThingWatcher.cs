namespace Marketplace.Tests.Shared;

/// <summary>A subscriber to all that happens to things, one for each partition.</summary>
public interface IThingWatcher : IGrainWithIntegerKey;
