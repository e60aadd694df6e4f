using System.Threading.RateLimiting;
using Marketplace.Payments.Sandbox.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Marketplace.Payments.Sandbox.Service;

/// <summary>Puts the service together.</summary>
internal static class SandboxService
{
    private const int MaxBodyBytes = 16 * 1024;
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(8);

    /// <exception cref="SettingRefusedException">The configuration makes no sense.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = "Marketplace.Payments.Sandbox",
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        // Of a start that fails the program itself says why.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        var options = SandboxServiceOptions.Read(builder.Configuration);
        configure?.Invoke(builder);
        builder.Services.AddSandboxPaymentGateway(gateway => builder.Configuration.GetSection(SandboxServiceOptions.Section).Bind(gateway));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainWithin);
        builder.Services.AddRateLimiter(limits =>
        {
            limits.GlobalLimiter = InFlight(options.MaxRequestsInFlight);
            limits.OnRejected = static (rejected, _) => new ValueTask(ProblemAnswers.BusyAsync(rejected.HttpContext));
        });
        builder.WebHost.UseUrls([.. options.Urls]);
        builder.WebHost.ConfigureKestrel(Limit);

        return builder.Build();
    }

    /// <summary>Opens the books and says what is served.</summary>
    public static void Map(WebApplication app)
    {
        app.UseStatusCodePages(ProblemAnswers.UnansweredAsync);
        app.UseRateLimiter();
        app.UseMiddleware<RefusalMiddleware>();
        HealthEndpoints.Map(app);
        GatewayEndpoints.Map(app, app.Services.GetRequiredService<ISandboxGateway>());
    }

    // Whoever asks whether the process lives must hear it also while others are turned away.
    private static PartitionedRateLimiter<HttpContext> InFlight(int most) => PartitionedRateLimiter.Create<HttpContext, bool>(
        http => http.Request.Path.StartsWithSegments(HealthEndpoints.Path)
            ? RateLimitPartition.GetNoLimiter(false)
            : RateLimitPartition.GetConcurrencyLimiter(true, _ => new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 0 }));

    // What a client can make the server keep, in bytes and in time, is bounded.
    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;

        // Every character of a reference may be three bytes, and each of these three characters.
        kestrel.Limits.MaxRequestLineSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxConcurrentConnections = 10_000;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    }
}
