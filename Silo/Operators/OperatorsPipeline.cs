using Marketplace.Silo.Health;
using Marketplace.Silo.Http;
using Orleans.Dashboard;

namespace Marketplace.Silo.Operators;

/// <summary>What the operators' port answers.</summary>
internal static class OperatorsPipeline
{
    public static RequestDelegate Build(OperatorsOptions options, IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseMiddleware<ProblemMiddleware>();
        if (options.Key is { } key)
            app.UseMiddleware<OperatorsKey>(key);
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            var group = routes.MapGroup("").ExcludeFromDescription();
            group.MapGet("/", () => Results.Redirect("/dashboard/"));
            group.MapOrleansDashboard("/dashboard");
            group.MapPrometheusScrapingEndpoint("/metrics");
            HealthEndpoints.Map(group, services);
            OperationsEndpoints.Map(group, services);
        });
        return app.Build();
    }
}
