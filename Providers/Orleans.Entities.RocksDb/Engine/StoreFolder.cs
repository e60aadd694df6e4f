using Orleans.Configuration;
using Orleans.Entities.RocksDb.Layout;
using Orleans.Entities.RocksDb.Native;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>Opens the database in a folder, or says in one sentence why not.</summary>
internal static class StoreFolder
{
    /// <param name="options">Where, and with how much memory.</param>
    /// <param name="import">What it is opened to be filled with; null to be used.</param>
    /// <param name="cutOff">Hears when the end of the log, a write that was never finished, had to be cut off.</param>
    /// <exception cref="EntityStoreException">It cannot be opened; the folder is as it was.</exception>
    /// <exception cref="MoveRefusedException">It holds something that is not of the import.</exception>
    internal static (Database Database, StoreMeta Meta) Open(RocksDbEntityOptions options, MoveExport? import, Action cutOff)
    {
        try
        {
            return TryOpen(options, import, cutOff);
        }
        catch (RocksException e)
        {
            throw Refusal(options.Folder, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutOfReach(options.Folder, e);
        }
    }

    /// <summary>Whether a folder holds a database.</summary>
    internal static bool IsThere(string folder) => File.Exists(Path.Combine(folder, "CURRENT"));

    private static (Database Database, StoreMeta Meta) TryOpen(RocksDbEntityOptions options, MoveExport? import, Action cutOff)
    {
        var folder = options.Folder;
        Database? database = null;
        try
        {
            var create = IsNew(folder);
            if (!create && LogCheck.FindDamage(folder, cutOff) is { } damage)
                throw Damaged(folder, new InvalidDataException(damage));
            var families = create ? [.. Families.Names] : Ordered(Database.FamiliesIn(folder, options));
            database = new Database(folder, families, options, create);
            var meta = StoreMeta.Read(database, folder);
            // A start that was cut off between making the files and describing them left an empty database.
            if (!AreOurs(database, families) || (meta is null && !IsEmpty(database, families)))
                throw Foreign(folder);
            // The folder of an older program gains what is new.
            foreach (var name in Families.Names.Skip(families.Count))
                families.Add(database.AddFamily(name));
            if (!AreOurs(database, families))
                throw Foreign(folder);
            if (meta is not null)
                CheckImport(meta.Import, import, folder);
            return (database, meta ?? StoreMeta.Create(database, options.Partitions, import));
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }

    // RocksDB makes a new database wherever its CURRENT file is missing and removes the files of the old one: whatever looks like
    // one must have it.
    private static bool IsNew(string folder)
    {
        Directory.CreateDirectory(folder);
        if (IsThere(folder))
            return false;
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            var name = Path.GetFileName(path);
            if (name.StartsWith("MANIFEST-", StringComparison.Ordinal) || name.EndsWith(".sst", StringComparison.Ordinal)
                || name.EndsWith(".log", StringComparison.Ordinal))
                throw Damaged(folder, new FileNotFoundException($"'{name}' is there and 'CURRENT' is not."));
        }

        return true;
    }

    private static void CheckImport(ImportMark? found, MoveExport? import, string folder)
    {
        if (import is null && found is { IsFinished: false })
            throw new EntityStoreException($"An import into '{folder}' is not finished: run the import again, and it goes on, or delete the folder.");
        if (import is not null && found?.Export != import.Id)
            throw new MoveRefusedException($"The folder '{folder}' holds entities or a log already: give an empty one, or move it away.");
    }

    private static List<string> Ordered(List<string> stored) =>
        [.. Families.Names.Where(stored.Contains), .. stored.Where(name => !Families.Names.Contains(name))];

    // As far as an older program has made them; a newer one may have made more.
    private static bool AreOurs(Database database, List<string> families)
    {
        var known = Math.Min(families.Count, Families.Names.Length);
        for (var i = 0; i < known; i++)
        {
            if (families[i] != Families.Names[i] || database.FamilyId(i) != i)
                return false;
        }

        return true;
    }

    private static bool IsEmpty(Database database, List<string> families)
    {
        for (byte family = 0; family < families.Count; family++)
        {
            using var any = database.Range(family, [], 0);
            if (any.MoveNext())
                return false;
        }

        return families.Count <= Families.Names.Length;
    }

    private static EntityStoreException Refusal(string folder, RocksException cause) => cause.IsDamage
        ? Damaged(folder, cause)
        : new EntityStoreException($"The entity store in '{folder}' cannot be opened: {cause.Status}", cause);

    internal static EntityStoreException OutOfReach(string folder, Exception cause) =>
        new($"The entity store in '{folder}' cannot be opened: {cause.Message}", cause);

    private static EntityStoreException Foreign(string folder) =>
        new($"The folder '{folder}' holds a RocksDB database that is not an entity store: choose another folder.");

    private static EntityStoreException Damaged(string folder, Exception cause) => new(
        $"The entity store in '{folder}' is damaged and was left as it is: move the folder away for examination, and put a checkpoint in its place (all that was acknowledged after it is lost), or a copy of the folder from before the damage. {cause.Message}",
        cause);
}
