using Marketplace.Silo.Configuration;
using Orleans.Entities;

namespace Marketplace.Silo.Commands;

/// <summary>Brings an export into an empty marketplace.</summary>
internal sealed class ImportCommand() : MoveCommand("import")
{
    protected override DataDirectory OpenData(IConfiguration configuration) => DataDirectory.Open(configuration);

    protected override Task MoveAsync(
        IMovableStore store, IReadOnlyList<IMovablePart> parts, DataDirectory data, string folder, IProgress<MoveProgress> progress, CancellationToken stop)
    {
        return new EntityImporter(store, parts, progress).ImportAsync(folder, DropReadModels, stop);

        // Those of a marketplace that went on by itself could look as if they were of this log: its events may have the same names.
        void DropReadModels()
        {
            if (Directory.Exists(data.ReadModels))
                Directory.Delete(data.ReadModels, recursive: true);
        }
    }
}
