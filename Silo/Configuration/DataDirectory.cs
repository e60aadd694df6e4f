
namespace Marketplace.Silo.Configuration;

/// <summary>Where the embedded shape keeps its data. One process at a time owns it.</summary>
public sealed class DataDirectory
{
    /// <summary>The key that names it.</summary>
    public const string Key = "Marketplace:DataDirectory";

    private DataDirectory(string path) => FullPath = path;

    /// <summary>Its full path.</summary>
    public string FullPath { get; }

    /// <summary>A part of it.</summary>
    public string Part(string name) => Path.Combine(FullPath, name);

    /// <summary>
    /// Finds it: as configured; else <c>data</c> beside the solution when the program runs from its source, or beside the program.
    /// Makes it where it is not there, and sees that it can be written.
    /// </summary>
    /// <exception cref="ConfigurationRefusedException">It cannot be made or written.</exception>
    public static DataDirectory Open(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var path = configuration[Key] is { Length: > 0 } configured ? configured : Default(AppContext.BaseDirectory);
        try
        {
            var full = Path.GetFullPath(path);
            Directory.CreateDirectory(full);
            var probe = Path.Combine(full, $".probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return new DataDirectory(full);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ConfigurationRefusedException(Key, $"'{path}' cannot be written ({error.Message.TrimEnd('.')}): give a folder that can");
        }
    }

    private static string Default(string program)
    {
        for (var folder = new DirectoryInfo(program); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
                return Path.Combine(folder.FullName, "data");
        }

        return Path.Combine(program, "data");
    }
}
