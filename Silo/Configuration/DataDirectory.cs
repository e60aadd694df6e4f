namespace Marketplace.Silo.Configuration;

/// <summary>Where the embedded shape keeps its data. One process at a time owns it.</summary>
public sealed class DataDirectory : IDisposable
{
    /// <summary>The key that names it.</summary>
    public const string Key = "Marketplace:DataDirectory";

    private const string Owner = "owner.lock";

    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream ownership) => (FullPath, _lock) = (path, ownership);

    /// <summary>Its full path.</summary>
    public string FullPath { get; }

    /// <summary>The gateway's books.</summary>
    public string Payments => Path.Combine(FullPath, "payments");

    /// <summary>The query models, which are made of the log.</summary>
    public string ReadModels => Path.Combine(FullPath, "read-models");

    /// <summary>Where it is or would be.</summary>
    public static string PathOf(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration[Key] is { Length: > 0 } configured ? configured : Default(AppContext.BaseDirectory);
    }

    /// <summary>
    /// Finds it: as configured; else <c>data</c> beside the solution when the program runs from its source, or beside the program.
    /// Makes it where it is not there, and owns it until it is disposed of.
    /// </summary>
    /// <exception cref="ConfigurationRefusedException">It cannot be made or written, or another process has it.</exception>
    public static DataDirectory Open(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var path = PathOf(configuration);
        string full;
        try
        {
            full = Path.GetFullPath(path);
            Directory.CreateDirectory(full);
            File.WriteAllBytes(Path.Combine(full, Owner), []);
        }
        catch (IOException) when (File.Exists(Path.Combine(path, Owner)))
        {
            throw Taken(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ConfigurationRefusedException(Key, $"'{path}' cannot be written ({error.Message.TrimEnd('.')}): give a folder that can");
        }

        try
        {
            return new DataDirectory(full, new FileStream(Path.Combine(full, Owner), FileMode.Open, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw Taken(full);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static ConfigurationRefusedException Taken(string path)
        => new(Key, $"another process has '{path}': stop it, or give each its own folder");

    /// <summary>Where it is when nothing is configured.</summary>
    /// <param name="program">The program's own folder.</param>
    internal static string Default(string program)
    {
        for (var folder = new DirectoryInfo(program); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
                return Path.Combine(folder.FullName, "data");
        }

        return Path.Combine(program, "data");
    }
}
