namespace Orleans.Entities.RocksDb.Tests.Hosting;

/// <summary>A subscriber to all that happens to places, one for each partition.</summary>
public interface IPlaceWatcher : IGrainWithIntegerKey;
