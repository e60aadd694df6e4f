using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Silo.Http;

/// <summary>A problem as it is sent: <c>application/problem+json</c> (RFC 9457).</summary>
internal sealed record ProblemDocument
{
    /// <summary>The kind of problem: a URN that ends with its code.</summary>
    [JsonPropertyOrder(0)] public required string Type { get; init; }

    /// <summary>The status in words.</summary>
    [JsonPropertyOrder(1)] public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    [JsonPropertyOrder(2)] public required int Status { get; init; }

    /// <summary>A sentence for people.</summary>
    [JsonPropertyOrder(3)] public required string Detail { get; init; }

    /// <summary>What clients branch on; new codes may come.</summary>
    [JsonPropertyOrder(4)] public required string Code { get; init; }

    /// <summary>The request's id, for support.</summary>
    [JsonPropertyOrder(5)] public required string RequestId { get; init; }

    /// <summary>Whether the same request may succeed later; <c>Retry-After</c> says when.</summary>
    [JsonPropertyOrder(6)] public required bool Retryable { get; init; }

    /// <summary>The order it is about.</summary>
    [JsonPropertyOrder(7)] public string? OrderId { get; init; }

    /// <summary>The members of the request it is about.</summary>
    [JsonPropertyOrder(8)] public IReadOnlyList<ProblemField>? Errors { get; init; }

    public static ProblemDocument Of(Problem problem, string requestId) => new()
    {
        Type = "urn:marketplace:problem:" + problem.Code,
        Title = ReasonPhrases.GetReasonPhrase(problem.Status),
        Status = problem.Status,
        Detail = problem.Detail,
        Code = problem.Code,
        RequestId = requestId,
        Retryable = problem.RetryAfter is not null,
        OrderId = problem.OrderId,
        Errors = problem.Errors,
    };
}
