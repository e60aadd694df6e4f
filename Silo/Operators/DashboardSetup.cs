using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Dashboard;

namespace Marketplace.Silo.Operators;

/// <summary>The Orleans dashboard, lean unless it is asked to measure.</summary>
internal static class DashboardSetup
{
    /// <summary>Where the operators' port has it.</summary>
    public const string Path = "/dashboard";

    // Each sample walks the directory's cache and every activation; a chart of some minutes loses nothing by fewer of them.
    private const int SampleMilliseconds = 5_000;

    public static void AddTo(ISiloBuilder silo, OperatorsOptions options)
    {
        silo.AddDashboard(dashboard => dashboard.CounterUpdateIntervalMs = SampleMilliseconds);
        if (options.ProfileGrains)
            return;

        // One call filter puts every grain call on a slower path, whether or not anybody looks.
        silo.Services.RemoveAll<IIncomingGrainCallFilter>();
    }

    /// <summary>Answers what is below its path.</summary>
    public static void Use(IApplicationBuilder app)
    {
        // It compresses its pages when it is mapped, which was a seventh of a start: that waits for the first who looks.
        var dashboard = new Lazy<RequestDelegate>(() => Build(app.ApplicationServices));
        app.Use(next => http => http.Request.Path.StartsWithSegments(Path) ? dashboard.Value(http) : next(http));
    }

    private static RequestDelegate Build(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseRouting();
        app.UseEndpoints(static routes => routes.MapGroup("").ExcludeFromDescription().MapOrleansDashboard(Path));
        return app.Build();
    }
}
