using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities.RocksDb;
using Orleans.Storage;

namespace Marketplace.Api.Tests.Hosting;

/// <summary>What Orleans itself stores is there for grains that need it, by configuration alone and beside the entities.</summary>
[Trait("store", "files")]
public sealed class OrleansStorageTests
{
    private static readonly string[] Settings =
        ["--Orleans:GrainStorage:Default:ProviderType=RocksDb", "--Orleans:Reminders:ProviderType=RocksDb"];

    private static readonly GrainId Grain = GrainId.Create("thing", "1");

    [Fact]
    public async Task Configuration_alone_adds_grain_state_and_reminders_and_a_restart_keeps_them()
    {
        var folder = Directory.CreateTempSubdirectory("marketplace-storage-").FullName;
        try
        {
            await using (var marketplace = await TestMarketplace.StartAsync(folder, Settings))
            {
                await marketplace.Services.GetRequiredService<IGrainStorage>().WriteStateAsync("state", Grain, new GrainState<List<int>>([7]));
                await marketplace.Services.GetRequiredService<IReminderTable>().UpsertRow(
                    new ReminderEntry { GrainId = Grain, ReminderName = "tick", Period = TimeSpan.FromMinutes(1) });
            }

            await using (var marketplace = await TestMarketplace.StartAsync(folder, Settings))
            {
                var state = new GrainState<List<int>>();
                await marketplace.Services.GetRequiredService<IGrainStorage>().ReadStateAsync("state", Grain, state);
                Assert.Equal([7], state.State);
                Assert.Single((await marketplace.Services.GetRequiredService<IReminderTable>().ReadRows(Grain)).Reminders);
                Assert.Null(marketplace.Services.GetRequiredService<RocksDbEntityStore>().Failure);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_marketplace_that_is_not_asked_for_them_has_neither()
    {
        await using var marketplace = await TestMarketplace.StartAsync();

        Assert.Null(marketplace.Services.GetService<IGrainStorage>());
        Assert.Null(marketplace.Services.GetService<IReminderTable>());
    }
}
