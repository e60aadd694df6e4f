namespace Orleans.Entities.Contract;

/// <summary>A store's contents move into another, and may move back.</summary>
public abstract class MoveContract : MoveInContract
{
    [Fact]
    public async Task There_and_back_is_the_same()
    {
        var told = await FillAsync();
        await ExportAsync();
        await ImportAsync();
        await using var home = await CreateSourceAsync();
        await new EntityExporter(Target.Movable, [Arrived], new MovePhases()).ExportAsync(Path.Combine(Folder, "back"));
        await new EntityImporter(home.Movable, [new MemoryPart("beside")], new MovePhases()).ImportAsync(Path.Combine(Folder, "back"), static () => { });

        await home.UseAsync(async (store, log) => Assert.Equal(told, await Population.TellAsync(store, log, KeepsPlaces)));
    }
}
