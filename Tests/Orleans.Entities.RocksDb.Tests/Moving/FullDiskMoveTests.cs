using Marketplace.Tests.Shared;
using Orleans.Entities.Contract;

namespace Orleans.Entities.RocksDb.Tests.Moving;

/// <summary>A disk that fills up while a store is exported or imported to it.</summary>
public sealed class FullDiskMoveTests
{
    private const int Entities = 4_000;

    [Fact]
    public async Task A_full_disk_ends_an_export_in_a_sentence_and_with_room_it_goes_on()
    {
        using var disk = SmallDisk.OrSkip(16);
        var folder = Path.Combine(disk.Path, "export");
        var ballast = Path.Combine(disk.Path, "ballast");
        await using var source = new RocksDbMovable();
        await using var target = new RocksDbMovable();
        await source.UseAsync((store, _) => FillAsync(store));
        await File.WriteAllBytesAsync(ballast, new byte[14 << 20]);

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => ExportAsync(source, folder, []));
        File.Delete(ballast);
        var phases = new List<MovePhase>();
        await ExportAsync(source, folder, phases);
        await new EntityImporter(target.Movable, [], new Heard([])).ImportAsync(folder, static () => { });

        Assert.Contains(folder, refused.Message, StringComparison.Ordinal);
        Assert.Equal(MovePhase.Resuming, phases[0]);
    }

    [Fact]
    public async Task A_full_disk_ends_an_import_and_with_room_it_goes_on()
    {
        using var disk = SmallDisk.OrSkip(64);
        using var folder = new TemporaryFolder();
        var export = Path.Combine(folder.Path, "export");
        await using var source = new RocksDbMovable();
        await using var target = new RocksDbMovable(Path.Combine(disk.Path, "store"));
        await source.UseAsync((store, _) => FillAsync(store));
        await ExportAsync(source, export, []);

        await Assert.ThrowsAsync<EntityStoreException>(() => new EntityImporter(target.Movable, [], new Heard([], disk.Fill)).ImportAsync(export, static () => { }));
        await Assert.ThrowsAnyAsync<EntityStoreException>(() => target.UseAsync((_, _) => Task.CompletedTask));
        disk.MakeRoom();
        var phases = new List<MovePhase>();
        await new EntityImporter(target.Movable, [], new Heard(phases)).ImportAsync(export, static () => { });

        Assert.Equal(MovePhase.Resuming, phases[0]);
        await target.UseAsync(async (store, _) => Assert.Equal(Entities, await store.ScanAsync("thing").CountAsync()));
    }

    private static Task ExportAsync(RocksDbMovable source, string folder, List<MovePhase> phases)
        => new EntityExporter(source.Movable, [], new Heard(phases)) { ChunkBytes = 256 << 10 }.ExportAsync(folder);

    private static async Task FillAsync(IEntityStore store)
    {
        for (var i = 0; i < Entities; i++)
            await new EntityWriter(store, new EntityKey("thing", $"{i}")).WriteAsync(new string('h', 1_000));
    }

    private sealed class Heard(List<MovePhase> phases, Action? afterSome = null) : IProgress<MoveProgress>
    {
        private const int Some = 3;

        public void Report(MoveProgress value)
        {
            phases.Add(value.Phase);
            if (phases.Count == Some)
                afterSome?.Invoke();
        }
    }
}
