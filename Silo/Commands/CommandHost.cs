using Marketplace.Silo.Configuration;

namespace Marketplace.Silo.Commands;

/// <summary>The silo's providers as they are configured, without the silo: nothing is started, nothing is opened.</summary>
internal sealed class CommandHost : IAsyncDisposable
{
    private readonly IHost _host;

    private CommandHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    /// <exception cref="ConfigurationRefusedException">The configuration makes no sense.</exception>
    /// <exception cref="OrleansConfigurationException">The options of a provider make no sense.</exception>
    public static CommandHost Build(IReadOnlyList<string> configuration)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = [.. configuration],
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = "Marketplace.Silo",
        });

        // Standard output is what the command says.
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter(null, LogLevel.Warning);
        SiloShape.Apply(builder.Configuration);
        builder.UseOrleans(static silo => silo.UseConfiguredEntities());
        var host = builder.Build();
        try
        {
            // Of the providers: Orleans' own look at a whole silo.
            foreach (var validator in host.Services.GetServices<IConfigurationValidator>().Where(IsProviders))
                validator.ValidateConfiguration();
            return new CommandHost(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private static bool IsProviders(IConfigurationValidator validator)
        => validator.GetType().Assembly.GetName().Name!.StartsWith("Marketplace.", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
        else
            _host.Dispose();
    }
}
