using System.Globalization;
using System.Text;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>The file that makes this process the folder's one owner, also while the database is closed and opened again.</summary>
internal sealed class FolderLock : IDisposable
{
    private const string Name = "OWNER";
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="EntityStoreException">Another process has it, or it cannot be made or written.</exception>
    internal static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, Name);
        FileStream file;
        try
        {
            Directory.CreateDirectory(folder);
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new EntityStoreException(
                $"The entity store in '{folder}' is in use by another process: stop that one first, or give this one a folder of its own.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EntityStoreException(
                $"The entity store's folder '{folder}' cannot be written ({e.Message.TrimEnd('.')}): give it a folder that can.", e);
        }

        Sign(file);
        return new FolderLock(file);
    }

    // For whoever looks for the owner; on a full disk it stays unsigned, and is a lock all the same.
    private static void Sign(FileStream file)
    {
        try
        {
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
        }
        catch (IOException)
        {
        }
    }

    // The file stays: removing it would let two processes lock two files of one name.
    public void Dispose() => _file.Dispose();
}
