using Marketplace.Tests.Shared;
using Orleans.Entities.Contract;

namespace Orleans.Entities.RocksDb.Tests.Moving;

/// <summary>A disk that fills up while a store is exported to it.</summary>
public sealed class FullDiskMoveTests
{
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

    private static Task ExportAsync(RocksDbMovable source, string folder, List<MovePhase> phases)
        => new EntityExporter(source.Movable, [], new Heard(phases)) { ChunkBytes = 256 << 10 }.ExportAsync(folder);

    private static async Task FillAsync(IEntityStore store)
    {
        for (var i = 0; i < 4_000; i++)
            await new EntityWriter(store, new EntityKey("thing", $"{i}")).WriteAsync(new string('h', 1_000));
    }

    private sealed class Heard(List<MovePhase> phases) : IProgress<MoveProgress>
    {
        public void Report(MoveProgress value) => phases.Add(value.Phase);
    }
}
