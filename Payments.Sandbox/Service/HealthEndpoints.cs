namespace Marketplace.Payments.Sandbox.Service;

/// <summary>Live: the process answers. Ready: its books take changes.</summary>
internal static class HealthEndpoints
{
    public const string Path = "/health";

    public static void Map(WebApplication app)
    {
        var gateway = app.Services.GetRequiredService<SandboxGateway>();
        app.MapGet($"{Path}/live", static http => http.Response.WriteAsync("live", http.RequestAborted));
        app.MapGet($"{Path}/ready", async http =>
        {
            var why = app.Lifetime.ApplicationStopping.IsCancellationRequested ? "draining" : await WhyNotAsync(gateway);
            http.Response.StatusCode = why is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            await http.Response.WriteAsync(why ?? "ready", http.RequestAborted);
        });
    }

    private static async Task<string?> WhyNotAsync(SandboxGateway gateway)
    {
        try
        {
            await gateway.CheckBooksAsync();
            return null;
        }
        catch (IOException broken)
        {
            return broken.Message;
        }
    }
}
