using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marketplace.LoadTests.Tests.Stub;

/// <summary>A real HTTP server on loopback with a marketplace in memory behind it, which can be made to misbehave.</summary>
internal sealed class StubMarketplace : IAsyncDisposable
{
    private const string Prefix = "/online-marketplace";

    private readonly WebApplication _application;

    private StubMarketplace(WebApplication application) => _application = application;

    public StubBooks Books { get; } = new();

    public ConcurrentQueue<StubRequest> Requests { get; } = new();

    /// <summary>Connections that requests came on.</summary>
    public ConcurrentDictionary<string, bool> Connections { get; } = new();

    /// <summary>Answers in place of the marketplace where it returns something.</summary>
    public Func<StubRequest, StubReply?> Fault { get; set; } = _ => null;

    /// <summary>Awaited before each answer.</summary>
    public Func<StubRequest, Task> Stall { get; set; } = _ => Task.CompletedTask;

    /// <summary>What the operators' port asks for.</summary>
    public string? OperatorsKey { get; set; }

    /// <summary>Answer of the operators' port; null is none.</summary>
    public Func<string?> Operators { get; set; } = () => null;

    public Uri Url => new(_application.Urls.Single());

    public Uri Endpoint => new(Url, Prefix);

    public IEnumerable<StubRequest> CartRequests => Requests.Where(request => request.Segments[0] == "cart");

    public static async Task<StubMarketplace> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var stub = new StubMarketplace(application);
        stub.Operators = () => stub.Books.Invariants().ToJsonString();
        application.Run(stub.HandleAsync);
        await application.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path == "/operations/invariants")
        {
            var isKnown = OperatorsKey is null || context.Request.Headers.Authorization == $"Bearer {OperatorsKey}";
            await AnswerAsync(context, !isKnown ? new StubReply(401) : Operators() is { } json ? new StubReply(200, json) : new StubReply(404));
            return;
        }
        using var reader = new StreamReader(context.Request.Body);
        var path = context.Request.Path.Value![Prefix.Length..];
        var request = new StubRequest(context.Request.Method, path, await reader.ReadToEndAsync(context.RequestAborted));
        Requests.Enqueue(request);
        Connections.TryAdd(context.Connection.Id, true);
        await Stall(request);
        await AnswerAsync(context, Fault(request) ?? Books.Handle(request));
    }

    private static async Task AnswerAsync(HttpContext context, StubReply reply)
    {
        if (reply == StubReply.Hangup)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = reply.Status;
        if (reply.Json is null) return;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(reply.Json, context.RequestAborted);
    }
}
