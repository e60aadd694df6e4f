using Orleans.Entities;
using Orleans.Runtime.Messaging;

namespace Marketplace.Silo.Http;

/// <summary>What the cluster throws when it cannot answer now: nothing is wrong with the request, so it may be sent again.</summary>
internal static partial class ClusterProblems
{
    /// <summary>The problem, or null when the failure is another kind. Its cause, which callers are not told, is logged for who looks for it.</summary>
    public static Problem? Of(HttpContext http, Exception error)
    {
        if (Of(error) is not { } problem)
            return null;
        var logger = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ClusterProblems).FullName!);
        LogRefused(logger, error, http.Request.Method, http.Request.Path, problem.Status);
        return problem;
    }

    private static Problem? Of(Exception error) => error switch
    {
        // A request whose sender has gone is not answered at all. What else is cancelled is a message that found no place within its time.
        EntityOverloadedException or LimitExceededException or GatewayTooBusyException or OperationCanceledException
            => Problem.Busy("Too much is waiting for this already; send the same request again."),
        EntityUnavailableException or EntityStoreException or SiloUnavailableException or OrleansMessageRejectionException
            or ClientNotAvailableException or ConnectionFailedException or TimeoutException or HttpRequestException
            => Problem.Busy("A part of the marketplace cannot be reached now; send the same request again."),

        // The grain factory says so when no silo hosts the service, and a silo's placement, which has no type of its own for it.
        ArgumentException { TargetSite.DeclaringType.Namespace: "Orleans" or "Orleans.Runtime" }
            => NoSilo,
        OrleansException when error.GetType() == typeof(OrleansException)
            => NoSilo,
        _ => null,
    };

    // At Debug: under overload there are thousands a second, all for one cause.
    [LoggerMessage(LogLevel.Debug, "{Method} {Path} is answered {Status}")]
    private static partial void LogRefused(ILogger logger, Exception cause, string method, string path, int status);

    private static Problem NoSilo => Problem.Busy("No silo hosts this service now; send the same request again.");
}
