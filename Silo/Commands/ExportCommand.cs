using Marketplace.Silo.Configuration;
using Orleans.Entities;

namespace Marketplace.Silo.Commands;

/// <summary>Writes all that a marketplace has into a folder.</summary>
internal sealed class ExportCommand() : MoveCommand("export")
{
    protected override DataDirectory OpenData(IConfiguration configuration) => Directory.Exists(DataDirectory.PathOf(configuration))
        ? DataDirectory.Open(configuration)
        : throw new ConfigurationRefusedException(DataDirectory.Key, $"there is no folder '{DataDirectory.PathOf(configuration)}': give the one that the marketplace runs with");

    protected override Task MoveAsync(
        IMovableStore store, IReadOnlyList<IMovablePart> parts, DataDirectory data, string folder, IProgress<MoveProgress> progress, CancellationToken stop)
        => new EntityExporter(store, parts, progress).ExportAsync(folder, stop);
}
