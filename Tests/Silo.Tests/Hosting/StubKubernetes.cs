using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marketplace.Silo.Tests.Hosting;

/// <summary>An API server of Kubernetes, as far as one namespace with one pod goes. It remembers what it was asked.</summary>
internal sealed class StubKubernetes : IAsyncDisposable
{
    private readonly Channel<string> _gone = Channel.CreateUnbounded<string>();
    private readonly WebApplication _app;

    private StubKubernetes(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public ConcurrentQueue<string> Requests { get; } = [];

    public static async Task<StubKubernetes> StartAsync(string space, string pod, string labels)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new StubKubernetes(app);
        var itself = Pod(space, pod, labels);
        app.Use((http, next) =>
        {
            stub.Requests.Enqueue($"{http.Request.Method} {http.Request.Path}{(IsWatch(http) ? " watch" : "")}");
            return next(http);
        });
        app.MapGet($"/api/v1/namespaces/{space}/pods/{pod}", () => Results.Text(itself, "application/json"));
        app.MapGet($"/api/v1/namespaces/{space}/pods", async http =>
        {
            http.Response.ContentType = "application/json";
            if (IsWatch(http))
            {
                await http.Response.StartAsync(http.RequestAborted);
                await foreach (var gone in stub._gone.Reader.ReadAllAsync(http.RequestAborted))
                    await http.Response.WriteAsync($$"""{ "type": "DELETED", "object": {{Pod(space, gone, labels)}} }""" + "\n", http.RequestAborted);
                return;
            }

            await http.Response.WriteAsync($$"""{ "apiVersion": "v1", "kind": "PodList", "metadata": {}, "items": [{{itself}}] }""", http.RequestAborted);
        });
        await app.StartAsync();
        return stub;
    }

    /// <summary>Tells who watches that a pod is gone.</summary>
    public void Delete(string pod) => _gone.Writer.TryWrite(pod);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Pod(string space, string name, string labels)
        => $$"""{ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "{{name}}", "namespace": "{{space}}", "labels": {{labels}} } }""";

    private static bool IsWatch(HttpContext http) => http.Request.Query["watch"] == "true";
}
