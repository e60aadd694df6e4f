namespace Orleans.Configuration;

/// <summary>Refuses a silo whose providers name two folders.</summary>
internal sealed class SharedFolderValidator(string section, string own, string store) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (!string.IsNullOrWhiteSpace(own) && Path.GetFullPath(own) != Path.GetFullPath(store))
            throw new OrleansConfigurationException(
                $"{section}:Folder is '{own}', and the silo's store is in '{store}': leave it out, since a silo keeps everything in one folder.");
    }
}
