using System.Diagnostics;
using System.Globalization;

namespace Marketplace.Tests.Shared;

/// <summary>A file system that can be really full: a small one in memory, mounted where the system lets a test do so.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _ballast;

    private SmallDisk(string path) => (Path, _ballast) = (path, System.IO.Path.Combine(path, "ballast"));

    public string Path { get; }

    /// <summary>Mounts one; skips the test where that is not allowed.</summary>
    public static SmallDisk OrSkip(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("marketplace-small-disk-").FullName;
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "none", path))
            return new(path);
        Directory.Delete(path);
        Assert.Skip("The test needs to mount a small file system.");
        throw new UnreachableException();
    }

    /// <summary>Fills it to the last page.</summary>
    public void Fill()
    {
        using var stream = new FileStream(_ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true)
                stream.Write(page);
        }
        catch (IOException)
        {
            // That is what it is for.
        }
    }

    /// <summary>Makes room again.</summary>
    public void MakeRoom() => File.Delete(_ballast);

    public void Dispose()
    {
        Run("umount", Path);
        Directory.Delete(Path, recursive: true);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
