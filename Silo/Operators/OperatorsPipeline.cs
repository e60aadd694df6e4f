using Marketplace.Silo.Health;
using Marketplace.Silo.Http;
using Marketplace.Silo.Operations;

namespace Marketplace.Silo.Operators;

/// <summary>What the operators' port answers: what a process has itself, and where a silo is in it, what is stored too.</summary>
internal static class OperatorsPipeline
{
    public static RequestDelegate Build(OperatorsOptions options, IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseMiddleware<ProblemMiddleware>();

        // A supervisor's probe has no key to show, and learns no more here than on an API's public port.
        if (options.Key is { } key)
            app.UseWhen(static http => !http.Request.Path.StartsWithSegments(HealthEndpoints.Path), app => app.UseMiddleware<OperatorsKey>(key));
        var hasSilo = services.GetService<SiloHealth>() is not null;
        if (hasSilo)
            DashboardSetup.Use(app);
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            var group = routes.MapGroup("").ExcludeFromDescription();
            group.MapPrometheusScrapingEndpoint("/metrics");
            HealthEndpoints.Map(group, services);
            if (!hasSilo)
                return;
            group.MapGet("/", static () => Results.Redirect(DashboardSetup.Path + "/"));
            OperationsEndpoints.Map(group, services);
        });
        return app.Build();
    }
}
