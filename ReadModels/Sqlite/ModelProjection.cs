using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Entities;

namespace Marketplace.ReadModels.Sqlite;

/// <summary>A model that serves queries, and can be built anew beside itself.</summary>
/// <remarks>
/// Its files are <c>{name}-{n}.db</c>; <c>{name}.current</c> holds the n that serves, and is replaced by a rename. Queries are for
/// many threads; the rest is for the runner alone.
/// </remarks>
internal abstract class ModelProjection(IModel model, string directory, TimeProvider time, ILogger logger) : IReplaceableProjection, IDisposable
{
    private static readonly TimeSpan OpeningPatience = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ModelBuilder? _live;

    public string Name => model.Name;

    public IReadOnlyCollection<string> EventTypes => model.EventTypes;

    public async ValueTask<IReadOnlyDictionary<int, LogPosition>> OpenAsync(CancellationToken cancellationToken)
    {
        var live = _live ?? new(model, FileOf(Current()), serves: true, logger);
        if (_live is null)
            DeleteOthers(live.Path);
        var positions = await live.OpenAsync(cancellationToken);
        _live = live;
        _opened.TrySetResult();
        return positions;
    }

    public ValueTask ApplyAsync(
        IReadOnlyList<LogEvent> events, IReadOnlyDictionary<int, LogPosition> positions, CancellationToken cancellationToken)
        => Live().ApplyAsync(events, positions, cancellationToken);

    public ValueTask ResetAsync(CancellationToken cancellationToken) => Live().ResetAsync(cancellationToken);

    public ValueTask<IProjection> CreateReplacementAsync(CancellationToken cancellationToken)
    {
        var path = FileOf(Current() + 1);
        ModelFile.Delete(path);
        return new(new ModelBuilder(model, path, serves: false, logger));
    }

    public async ValueTask ReplaceAsync(IProjection replacement, CancellationToken cancellationToken)
    {
        var built = (ModelBuilder)replacement;
        built.Close();
        var next = new ModelBuilder(model, built.Path, serves: true, logger);
        await next.OpenAsync(cancellationToken);
        SetCurrent(Current() + 1);
        var old = _live;
        _live = next;
        if (old is not null)
            await old.DisposeAsync();
    }

    /// <summary>Answers a question as of one moment.</summary>
    /// <exception cref="EntityStoreException">The model is not open, or its file cannot be read.</exception>
    public async Task<TAnswer> QueryAsync<TArgument, TAnswer>(TArgument argument, Func<ModelConnection, TArgument, TAnswer> read)
    {
        if (!_opened.Task.IsCompleted)
            await WaitAsync();
        while (_live?.File is { } file)
        {
            if (file.TryRead(argument, read, out var answer))
                return answer;
        }
        throw new EntityStoreException($"The model '{Name}' is being opened again.");
    }

    public void Dispose() => _live?.Close();

    private ModelBuilder Live() => _live ?? throw new EntityStoreException($"The model '{Name}' is not open.");

    private async Task WaitAsync()
    {
        try
        {
            await _opened.Task.WaitAsync(OpeningPatience, time);
        }
        catch (TimeoutException)
        {
            throw new EntityStoreException($"The model '{Name}' is not open yet.");
        }
    }

    private string FileOf(long number) => Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{Name}-{number}.db"));

    private string Pointer => Path.Combine(directory, $"{Name}.current");

    private long Current()
    {
        Directory.CreateDirectory(directory);
        return File.Exists(Pointer) && long.TryParse(File.ReadAllText(Pointer), CultureInfo.InvariantCulture, out var number) ? number : 1;
    }

    private void SetCurrent(long number)
    {
        File.WriteAllText(Pointer + ".new", number.ToString(CultureInfo.InvariantCulture));
        File.Move(Pointer + ".new", Pointer, overwrite: true);
    }

    // What a rebuilding left behind that did not come to its end.
    private void DeleteOthers(string path)
    {
        foreach (var file in Directory.EnumerateFiles(directory, $"{Name}-*.db"))
        {
            if (file != path)
                ModelFile.Delete(file);
        }
    }
}
