namespace Marketplace.Silo.Health;

/// <summary>Live: the process answers. Ready: it takes work.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, IServiceProvider services)
    {
        var readiness = services.GetRequiredService<Readiness>();
        routes.MapGet("/health/live", () => Results.Text("live")).ExcludeFromDescription();
        routes.MapGet("/health/ready", async (CancellationToken gone) => await readiness.WhyNotAsync(gone) is { } why
            ? Results.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready")).ExcludeFromDescription();
    }
}
