namespace Orleans.Entities.RocksDb.Tests.Readme;

public interface IPlantGrain : IGrainWithStringKey
{
    Task<int> WaterAsync();
}
