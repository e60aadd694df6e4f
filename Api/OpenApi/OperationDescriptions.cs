using Marketplace.Api.Http;
using Microsoft.OpenApi;

namespace Marketplace.Api.OpenApi;

/// <summary>Says of a route what the OpenAPI document has of it: handlers read and answer themselves, so nothing is inferred.</summary>
internal static class OperationDescriptions
{
    public static RouteHandlerBuilder Is(this RouteHandlerBuilder route, string operationId, string summary)
        => route.WithName(operationId).WithSummary(summary).Refuses(400, 422, 500, 503);

    /// <summary>The body it takes.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route) where T : notnull
        => route.Accepts<T>("application/json").Refuses(413, 415);

    /// <summary>What it answers when it is done.</summary>
    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        if (statuses.Length == 0)
            return route.Produces<T>(StatusCodes.Status200OK);
        foreach (var status in statuses)
            route.Produces<T>(status);
        return route;
    }

    /// <summary>Answers without a body.</summary>
    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder route, int status) => route.Produces(status);

    /// <summary>The problems of its own; those that any request can meet are in the document for all.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            route.Produces<ProblemDocument>(status, ProblemWriter.ContentType);
        return route;
    }

    /// <summary>It reads a document, and can say that the client has it already.</summary>
    public static RouteHandlerBuilder IsConditionalRead(this RouteHandlerBuilder route) => route
        .With(new OperationParameter("If-None-Match", ParameterLocation.Header, "ETags that the client has: answered with 304 when one is the present one."))
        .Produces(StatusCodes.Status304NotModified);

    /// <summary>It changes a document and must be told which version.</summary>
    public static RouteHandlerBuilder NeedsVersion(this RouteHandlerBuilder route, bool mayCreate = false)
    {
        route.With(new OperationParameter("If-Match", ParameterLocation.Header, "The ETag of the version this is for.", Required: !mayCreate));
        if (mayCreate)
            route.With(new OperationParameter("If-None-Match", ParameterLocation.Header, "* to create; instead of If-Match.") { Words = ["*"] });
        return route.Refuses(StatusCodes.Status412PreconditionFailed, StatusCodes.Status428PreconditionRequired);
    }

    /// <summary>It changes a document and may be told which version.</summary>
    public static RouteHandlerBuilder MayNameVersion(this RouteHandlerBuilder route) => route
        .With(new OperationParameter("If-Match", ParameterLocation.Header, "The ETag of the version this is for."))
        .Refuses(StatusCodes.Status412PreconditionFailed);

    /// <summary>It is a command that is done once a key.</summary>
    public static RouteHandlerBuilder NeedsKey(this RouteHandlerBuilder route) => route
        .With(new OperationParameter(
            IdempotencyKeys.Header, ParameterLocation.Header, "The client's name for this command: the same key is done once.", Required: true))
        .Refuses(StatusCodes.Status422UnprocessableEntity);

    /// <summary>It begins something that may take a while, and waits for its end as long as the client prefers.</summary>
    public static RouteHandlerBuilder MayWait(this RouteHandlerBuilder route) => route.With(new OperationParameter(
        Preferences.Header, ParameterLocation.Header, $"wait=n: answer after n seconds at the latest, 0 to {Preferences.MaxWait}, with what it is by then; Preference-Applied says that it was heard."));

    /// <summary>It lists, a page at a time.</summary>
    public static RouteHandlerBuilder IsPaged(this RouteHandlerBuilder route) => route
        .With(new OperationParameter("limit", ParameterLocation.Query, $"The most items of a page; {QueryParameters.DefaultLimit}.", Type: "integer")
        {
            Least = 1,
            Most = QueryParameters.MaxLimit,
        })
        .With(new OperationParameter("cursor", ParameterLocation.Query, "Where to go on: 'next' of the page before."));

    public static RouteHandlerBuilder With(this RouteHandlerBuilder route, OperationParameter parameter) => route.WithMetadata(parameter);

    public static RouteHandlerBuilder With(this RouteHandlerBuilder route, string query, string description, string type = "string")
        => route.With(new OperationParameter(query, ParameterLocation.Query, description, Type: type));
}
