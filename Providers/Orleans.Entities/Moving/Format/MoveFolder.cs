using System.Globalization;
using System.Text.Json;

namespace Orleans.Entities.Moving;

/// <summary>The folder of an export: <c>export.json</c> first, chunks by number, and <c>manifest.json</c> last, when it is whole.</summary>
internal sealed class MoveFolder : IDisposable
{
    private const string BeginningName = "export.json";
    private const string ManifestName = "manifest.json";
    private const string LockName = "in-use.lock";
    private const string ChunkSuffix = ".chunk";
    private const string PartSuffix = ".part";

    private readonly string _path;
    private readonly FileStream _lock;

    private MoveFolder(string path, FileStream file) => (_path, _lock) = (path, file);

    /// <summary>Takes it for this process alone; makes it, if that is wanted.</summary>
    /// <exception cref="MoveRefusedException">Another has it, or it cannot be written.</exception>
    public static MoveFolder Take(string path, bool create)
    {
        var full = Path.GetFullPath(path);
        if (!create && !Directory.Exists(full))
            throw new MoveRefusedException($"There is no folder '{full}': give the one that was exported to.");
        try
        {
            Directory.CreateDirectory(full);
            return new MoveFolder(full, new FileStream(Path.Combine(full, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (File.Exists(Path.Combine(full, LockName)))
        {
            throw new MoveRefusedException($"Another process uses '{full}': wait for it, or stop it.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MoveRefusedException($"The folder '{full}' cannot be written ({e.Message.TrimEnd('.')}): give one that can.", e);
        }
    }

    public string Chunk(int number) => Named(number, ChunkSuffix);

    /// <summary>A chunk that is not whole yet.</summary>
    public string Part(int number) => Named(number, PartSuffix);

    /// <summary>How the export began; null when none has.</summary>
    /// <exception cref="MoveRefusedException">It is of a newer format, or cannot be read.</exception>
    public MoveBeginning? ReadBeginning()
    {
        var beginning = Read(BeginningName, MoveJson.Default.MoveBeginning);
        return beginning is null || beginning.Format == ChunkFormat.Version ? beginning : throw OfOtherFormat(beginning.Format);
    }

    /// <summary>What the export holds; null while it is not whole.</summary>
    /// <exception cref="MoveRefusedException">It cannot be read.</exception>
    public MoveManifest? ReadManifest() => Read(ManifestName, MoveJson.Default.MoveManifest);

    public void Write(MoveBeginning beginning) => Write(BeginningName, JsonSerializer.SerializeToUtf8Bytes(beginning, MoveJson.Default.MoveBeginning));

    public void Write(MoveManifest manifest) => Write(ManifestName, JsonSerializer.SerializeToUtf8Bytes(manifest, MoveJson.Default.MoveManifest));

    /// <summary>Refuses a folder that holds what no export has put there.</summary>
    /// <exception cref="MoveRefusedException">It does.</exception>
    public void CheckUnused()
    {
        if (Directory.EnumerateFileSystemEntries(_path).FirstOrDefault(IsForeign) is { } entry)
            throw new MoveRefusedException($"The folder '{_path}' holds '{Path.GetFileName(entry)}', which is of no export: give an empty folder.");
    }

    /// <summary>Deletes the chunks from a number on, and what is not whole.</summary>
    public void DeleteFrom(int number)
    {
        foreach (var file in Directory.EnumerateFiles(_path).ToList())
        {
            var isChunk = file.EndsWith(ChunkSuffix, StringComparison.Ordinal)
                && int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var found) && found >= number;
            if (isChunk || file.EndsWith(PartSuffix, StringComparison.Ordinal))
                File.Delete(file);
        }
    }

    public MoveRefusedException Damaged(string name, string what, Exception? cause = null)
        => new($"The export in '{_path}' is damaged at '{name}': {what}; take another copy of it, or export again.", cause);

    public MoveRefusedException OfOtherFormat(uint format)
        => new($"The export in '{_path}' has format {format} and this program knows format {ChunkFormat.Version} only: use the version of the program that made it, or a newer one.");

    public override string ToString() => _path;

    public void Dispose() => _lock.Dispose();

    // A run that was ended at its very beginning leaves these.
    private static bool IsForeign(string entry)
        => Path.GetFileName(entry) is not (LockName or BeginningName + PartSuffix);

    private string Named(int number, string suffix) => Path.Combine(_path, number.ToString("D6", CultureInfo.InvariantCulture) + suffix);

    private T? Read<T>(string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(_path, name)), type);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw Damaged(name, "it cannot be read", e);
        }
    }

    // Under another name first: whoever finds it finds all of it.
    private void Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_path, name);
        var part = path + PartSuffix;
        using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
    }
}
