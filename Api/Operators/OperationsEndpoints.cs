using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Api.Http;
using Marketplace.Silo.Operations;
using Marketplace.Silo.Operations.Invariants;
using Orleans.Entities;

namespace Marketplace.Api.Operators;

/// <summary>What operators look at and do: invariants, entities, unfinished orders, parked events, projections.</summary>
internal sealed class OperationsEndpoints(
    InvariantChecker invariants, EntityInspector entities, IProjections projections, IEnumerable<IEventDispatcher> dispatchers, IGrainFactory grains)
{
    private const int MaxUnfinished = 200;

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
        group.MapGet("/invariants", endpoints.InvariantsAsync);
        group.MapGet("/entities", () => Results.Json(new { kinds = endpoints.Kinds }, Json));
        group.MapGet("/entities/{kind}/{**id}", endpoints.EntityAsync);
        group.MapGet("/orders/unfinished", endpoints.UnfinishedOrdersAsync);
        group.MapPost("/orders/{**id}", endpoints.PushOrderAsync);
        group.MapGet("/parked", () => Results.Json(new { dispatchers = endpoints.Dispatchers }, Json));
        group.MapGet("/parked/{dispatcher}", endpoints.ParkedAsync);
        group.MapPost("/parked/{dispatcher}/retry", endpoints.RetryAsync);
        group.MapPost("/parked/{dispatcher}/skip", endpoints.SkipAsync);
        group.MapGet("/projections", () => Results.Json(endpoints.Progress, Json));
        group.MapPost("/projections/{name}/rebuild", endpoints.RebuildAsync);
    }

    private IEnumerable<string> Kinds => entities.Kinds;

    private IEnumerable<string> Dispatchers => dispatchers.Select(dispatcher => dispatcher.Name);

    private IEnumerable<ProjectionProgress> Progress => projections.Names.Select(projections.GetProgress);

    private async Task<IResult> InvariantsAsync(string? space, CancellationToken cancellationToken)
        => Results.Json(await invariants.CheckAsync(space, cancellationToken), Json);

    private async Task<IResult> EntityAsync(string kind, string id, CancellationToken cancellationToken)
        => await entities.FindAsync(kind, id, cancellationToken) is { } found
            ? Results.Json(found, Json)
            : new ProblemReply(Refusals.NotFound("entity"));

    private async Task<IResult> UnfinishedOrdersAsync(CancellationToken cancellationToken)
        => Results.Json(new { items = await entities.UnfinishedAsync("order", MaxUnfinished, cancellationToken) }, Json);

    private async Task<IResult> PushOrderAsync(string id, CancellationToken cancellationToken)
    {
        const string Push = "/push";
        if (!id.EndsWith(Push, StringComparison.Ordinal))
            return new ProblemReply(Refusals.NotFound("operation"));
        return await entities.PushAsync("order", id[..^Push.Length], cancellationToken)
            ? new EmptyReply(StatusCodes.Status202Accepted)
            : new ProblemReply(Refusals.NotFound("unfinished order"));
    }

    private async Task<IResult> ParkedAsync(string dispatcher, string? after, int? limit)
    {
        if (Find(dispatcher) is not { } parked)
            return new ProblemReply(Refusals.NotFound("dispatcher"));
        var page = await parked.ListAsync(after, Math.Clamp(limit ?? 50, 1, 200));
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

    private async Task<IResult> RetryAsync(string dispatcher, string id)
        => Find(dispatcher) is { } parked
            ? Results.Json(new { outcome = await parked.RetryAsync(id) }, Json)
            : new ProblemReply(Refusals.NotFound("dispatcher"));

    private async Task<IResult> SkipAsync(string dispatcher, string id)
        => Find(dispatcher) is { } parked && await parked.SkipAsync(id)
            ? EmptyReply.NoContent
            : new ProblemReply(Refusals.NotFound("parked event"));

    private async Task<IResult> RebuildAsync(string name, CancellationToken cancellationToken)
    {
        if (!projections.Names.Contains(name))
            return new ProblemReply(Refusals.NotFound("projection"));
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
