namespace Marketplace.Api.Cluster;

/// <summary>Answers 503 at once while no silo can be reached: a call would wait its whole time, or say so in another way each time.</summary>
internal sealed class ClusterGate(RequestDelegate next, ClusterConnection connection)
{
    public Task InvokeAsync(HttpContext http) => connection.IsUp
        ? next(http)
        : ProblemWriter.WriteAsync(http, Problem.Busy("No silo can be reached now; send the same request again."));

    /// <summary>Whether a request needs a silo: what the process says of itself does not.</summary>
    public static bool Concerns(HttpContext http)
        => http.Request.Path.StartsWithSegments("/v1") || http.Request.Path.StartsWithSegments(OnlineMarketplace.OnlineMarketplaceEndpoints.Prefix);
}
