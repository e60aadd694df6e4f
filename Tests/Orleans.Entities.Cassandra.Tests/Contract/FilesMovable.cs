using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.Contract;

/// <summary>The store on files, at the other side of a move.</summary>
internal sealed class FilesMovable : MovableUnderTest
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("entities-");

    public override IMovableStore Movable
        => new Movable(() => Task.Run(() => TestFiles.Closed(_folder).OpenAsSource()), export => Task.Run(() => TestFiles.Closed(_folder).OpenAsTarget(export)));

    public override async Task UseAsync(Func<IEntityStore, IEventLog, Task> use)
    {
        using var files = TestFiles.Closed(_folder);
        files.Open();
        await use(files.Entities, files.Log);
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
