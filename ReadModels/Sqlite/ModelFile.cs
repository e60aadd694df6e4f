using System.Collections.Concurrent;

namespace Marketplace.ReadModels.Sqlite;

/// <summary>One file of a model: a connection that writes, and a pool of those that read.</summary>
/// <remarks>
/// Reading is for many threads, writing for one. A file that is given up stays open until its last reader has left, and is deleted
/// then.
/// </remarks>
internal sealed class ModelFile : IDisposable
{
    private const int MaxPooled = 8;

    private readonly ConcurrentBag<ModelConnection> _readers = [];
    private readonly Lock _lock = new();
    private int _users;
    private bool _closed;
    private bool _deleted;

    private ModelFile(string path, ModelConnection writer) => (Path, Writer) = (path, writer);

    public string Path { get; }

    public ModelConnection Writer { get; }

    /// <summary>Opens a file, making it and its tables where there are none, or where they are those of another version.</summary>
    public static ModelFile Open(string path, string schema, int version)
    {
        try
        {
            return TryOpen(path, schema, version) ?? OpenAnew(path, schema, version);
        }
        catch (ModelException failure) when (failure.IsDamage)
        {
            return OpenAnew(path, schema, version);
        }
    }

    /// <summary>Deletes a model's file and what SQLite keeps beside it.</summary>
    public static void Delete(string path)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-shm", "-journal"])
            File.Delete(path + suffix);
    }

    /// <summary>Reads as of one moment. False when the file was given up.</summary>
    public bool TryRead<TArgument, TAnswer>(TArgument argument, Func<ModelConnection, TArgument, TAnswer> read, out TAnswer answer)
    {
        answer = default!;
        lock (_lock)
        {
            if (_closed)
                return false;
            _users++;
        }
        ModelConnection? reader = null;
        try
        {
            if (!_readers.TryTake(out reader))
                reader = ModelConnection.Open(Path, writes: false);
            reader.Execute("BEGIN");
            answer = read(reader, argument);
            reader.Execute("COMMIT");
            if (_readers.Count < MaxPooled)
            {
                _readers.Add(reader);
                reader = null;
            }
            return true;
        }
        finally
        {
            reader?.Dispose();
            Leave();
        }
    }

    /// <summary>Gives the file up and deletes it.</summary>
    public void Delete()
    {
        _deleted = true;
        Dispose();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_closed)
                return;
            _closed = true;
            _users++;
        }
        Writer.Dispose();
        Leave();
    }

    private static ModelFile? TryOpen(string path, string schema, int version)
    {
        var writer = ModelConnection.Open(path, writes: true);
        try
        {
            var found = VersionOf(writer);
            if (found == 0)
                writer.Execute($"BEGIN IMMEDIATE; {schema} PRAGMA user_version = {version}; COMMIT");
            if (found == 0 || found == version)
                return new(path, writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
        writer.Dispose();
        return null;
    }

    // A model is made of the log, and is made of it again where it cannot be used.
    private static ModelFile OpenAnew(string path, string schema, int version)
    {
        Delete(path);
        return TryOpen(path, schema, version)!;
    }

    private static int VersionOf(ModelConnection connection)
    {
        var version = connection.Prepare("PRAGMA user_version");
        var known = version.Step() ? version.Int(0) : 0;
        version.Reset();
        return known;
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_users > 0 || !_closed)
                return;
        }
        while (_readers.TryTake(out var reader))
            reader.Dispose();
        if (_deleted)
            Delete(Path);
    }
}
