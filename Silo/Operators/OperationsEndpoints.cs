using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Silo.Http;
using Marketplace.Silo.Operations;
using Marketplace.Silo.Operations.Invariants;
using Orleans.Entities;
using Orleans.Streaming.Kafka;

namespace Marketplace.Silo.Operators;

/// <summary>What operators look at and do: invariants, entities, unfinished orders, parked events, records that are none, projections.</summary>
internal sealed class OperationsEndpoints(
    InvariantChecker invariants, EntityInspector entities, IProjections projections, IEnumerable<IEventDispatcher> dispatchers, IEventLog log, IGrainFactory grains)
{
    private const int MaxId = 1_000;

    // Whatever a head or a row holds is shown; nobody reads this a thousand times a second.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Map(IEndpointRouteBuilder routes, IServiceProvider services)
    {
        var endpoints = ActivatorUtilities.CreateInstance<OperationsEndpoints>(services);
        var group = routes.MapGroup("/operations");
        group.MapGet("/invariants", (Delegate)endpoints.InvariantsAsync);
        group.MapGet("/entities", () => Results.Json(new { kinds = endpoints.Kinds }, Json));
        group.MapGet("/entities/{kind}/{**id}", endpoints.EntityAsync);
        group.MapGet("/orders/unfinished", (Delegate)endpoints.UnfinishedOrdersAsync);
        group.MapPost("/orders/{**id}", endpoints.PushOrderAsync);
        group.MapGet("/parked", () => Results.Json(new { dispatchers = endpoints.Dispatchers }, Json));
        group.MapGet("/parked/{dispatcher}", endpoints.ParkedAsync);
        group.MapPost("/parked/{dispatcher}/retry", endpoints.RetryAsync);
        group.MapPost("/parked/{dispatcher}/skip", endpoints.SkipAsync);
        group.MapGet("/unreadable", (Delegate)endpoints.UnreadableAsync);
        group.MapGet("/projections", () => Results.Json(endpoints.Progress, Json));
        group.MapPost("/projections/{name}/rebuild", endpoints.RebuildAsync);
    }

    private IEnumerable<string> Kinds => entities.Kinds;

    private IEnumerable<string> Dispatchers => dispatchers.Select(dispatcher => dispatcher.Name);

    private IEnumerable<ProjectionProgress> Progress => projections.Names.Select(projections.GetProgress);

    private async Task<IResult> InvariantsAsync(HttpContext http)
    {
        // A space that nobody has is empty, and all would seem well there: a mistyped name must not be answered so.
        var checks = new Checks();
        var space = checks.Choice(
            "space", new QueryParameters(http, checks, "space").Value("space"), "", [(InvariantChecker.Benchmark, InvariantChecker.Benchmark)]);
        checks.ThrowIfAny();
        return Results.Json(await invariants.CheckAsync(space, http.RequestAborted), Json);
    }

    private async Task<IResult> EntityAsync(string kind, string id, CancellationToken cancellationToken)
        => await entities.FindAsync(kind, id, cancellationToken) is { } found
            ? Results.Json(found, Json)
            : new ProblemReply(Refusals.NotFound("entity", "id"));

    private async Task<IResult> UnfinishedOrdersAsync(HttpContext http)
    {
        var checks = new Checks();
        var query = new QueryParameters(http, checks, "after", "limit");
        var limit = query.Limit();
        var after = query.Text("after", MaxId);
        checks.ThrowIfAny();
        return Results.Json(await entities.UnfinishedAsync("order", after, limit, http.RequestAborted), Json);
    }

    private async Task<IResult> PushOrderAsync(string id, CancellationToken cancellationToken)
    {
        const string Push = "/push";
        if (!id.EndsWith(Push, StringComparison.Ordinal))
            return new ProblemReply(Refusals.NotFound("operation", "id"));
        return await entities.PushOrderAsync(id[..^Push.Length], cancellationToken)
            ? new EmptyReply(StatusCodes.Status202Accepted)
            : new ProblemReply(Refusals.NotFound("unfinished order", "id"));
    }

    private async Task<IResult> ParkedAsync(HttpContext http, string dispatcher)
    {
        var checks = new Checks();
        var query = new QueryParameters(http, checks, "after", "limit");
        var limit = query.Limit();
        var after = query.Text("after", MaxId);
        checks.ThrowIfAny();
        if (Find(dispatcher) is not { } parked)
            return new ProblemReply(Refusals.NotFound("dispatcher", "dispatcher"));
        var page = await parked.ListAsync(after, limit);
        var items = page.Items.Select(item => new
        {
            item.Id,
            Target = item.Target.ToString(),
            item.Cause,
            item.Since,
            item.Tries,
            Entity = item.Entity.ToString(),
            item.Version,
            item.Type,
            item.Time,
            Data = JsonSerializer.Deserialize<JsonElement>(item.Data),
        });
        return Results.Json(new { items, page.Next, page.Total }, Json);
    }

    private async Task<IResult> RetryAsync(HttpContext http, string dispatcher)
    {
        var id = ParkedId(http);
        if (Find(dispatcher) is not { } parked)
            return new ProblemReply(Refusals.NotFound("dispatcher", "dispatcher"));
        var outcome = await parked.RetryAsync(id);
        return outcome == ParkedRetryOutcome.NotFound
            ? new ProblemReply(Refusals.NotFound("parked event", "id"))
            : Results.Json(new { outcome }, Json);
    }

    private async Task<IResult> SkipAsync(HttpContext http, string dispatcher)
    {
        var id = ParkedId(http);
        if (Find(dispatcher) is not { } parked)
            return new ProblemReply(Refusals.NotFound("dispatcher", "dispatcher"));
        return await parked.SkipAsync(id) ? EmptyReply.NoContent : new ProblemReply(Refusals.NotFound("parked event", "id"));
    }

    // The log on embedded files is written by entities alone: there is nothing in it that is none of theirs.
    private async Task<IResult> UnreadableAsync(HttpContext http)
    {
        var checks = new Checks();
        var query = new QueryParameters(http, checks, "after", "limit");
        var limit = query.Limit();
        var after = query.Text("after", MaxId);
        checks.ThrowIfAny();
        return Results.Json(await grains.GetGrain<IUnreadableRecords>(log.LogId).ListAsync(after, limit), Json);
    }

    private static string ParkedId(HttpContext http)
    {
        var checks = new Checks();
        var id = checks.Text("id", new QueryParameters(http, checks, "id").Value("id"), MaxId);
        checks.ThrowIfAny();
        return id;
    }

    private async Task<IResult> RebuildAsync(string name, CancellationToken cancellationToken)
    {
        if (!projections.Names.Contains(name))
            return new ProblemReply(Refusals.NotFound("projection", "name"));
        try
        {
            await projections.RebuildAsync(name, cancellationToken);
            return EmptyReply.NoContent;
        }
        catch (InvalidOperationException refused)
        {
            return new ProblemReply(new(StatusCodes.Status409Conflict, "state.conflict", refused.Message));
        }
    }

    private IParkedEvents? Find(string dispatcher)
        => Dispatchers.Contains(dispatcher) ? grains.GetGrain<IParkedEvents>(dispatcher) : null;
}
