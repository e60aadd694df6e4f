namespace Marketplace.Silo.Health;

/// <summary>Live: the process answers. Ready: it takes work.</summary>
internal static class HealthEndpoints
{
    /// <summary>Where both are.</summary>
    public const string Path = "/health";

    public static void Map(IEndpointRouteBuilder routes, IServiceProvider services)
    {
        var readiness = services.GetRequiredService<Readiness>();
        routes.MapGet($"{Path}/live", () => Results.Text("live")).ExcludeFromDescription();
        routes.MapGet($"{Path}/ready", async (CancellationToken gone) => await readiness.WhyNotAsync(gone) is { } why
            ? Results.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready")).ExcludeFromDescription();
    }
}
