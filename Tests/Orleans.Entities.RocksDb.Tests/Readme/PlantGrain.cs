namespace Orleans.Entities.RocksDb.Tests.Readme;

// <program>
public sealed class PlantGrain([PersistentState("plant")] IPersistentState<Plant> plant) : Grain, IPlantGrain, IRemindable
{
    public async Task<int> WaterAsync()
    {
        plant.State.Watered++;
        await plant.WriteStateAsync();
        await this.RegisterOrUpdateReminder("thirsty", dueTime: TimeSpan.FromDays(3), period: TimeSpan.FromDays(1));
        return plant.State.Watered;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => WaterAsync();
}
// </program>
