using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Lets several providers of a silo name its one folder.</summary>
internal static class SharedFolderExtensions
{
    /// <summary>Adds the silo's store, in the folder that these options name if nothing has named one before.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="section">The section that the options come from.</param>
    /// <param name="name">The options' name.</param>
    /// <param name="folder">Their folder.</param>
    internal static void AddSharedFolder<TOptions>(this IServiceCollection services, string section, string name, Func<TOptions, string> folder)
        where TOptions : class
    {
        services.AddTransient<IConfigurationValidator>(provider => new SharedFolderValidator(section, OwnFolder(provider), StoreFolder(provider)));
        services.AddRocksDbStore().PostConfigure<IOptionsMonitor<TOptions>>((store, all) =>
        {
            if (string.IsNullOrWhiteSpace(store.Folder))
                (store.Folder, store.FolderKey) = (folder(all.Get(name)), $"{section}:Folder");
        });

        string OwnFolder(IServiceProvider provider) => folder(provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name));
    }

    private static string StoreFolder(IServiceProvider provider) => provider.GetRequiredService<IOptions<RocksDbEntityOptions>>().Value.Folder;
}
