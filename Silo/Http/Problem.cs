namespace Marketplace.Silo.Http;

/// <summary>Why a request was not done, as RFC 9457 tells it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">What clients branch on.</param>
/// <param name="Detail">A sentence for people.</param>
internal sealed record Problem(int Status, string Code, string Detail)
{
    /// <summary>The most bytes of a body.</summary>
    public const int MaxBodyBytes = 1 << 20;

    /// <summary>The members of the request it is about.</summary>
    public IReadOnlyList<ProblemField>? Errors { get; init; }

    /// <summary>After how many seconds the same request may succeed; null when it never will as it is.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The order it is about, or null.</summary>
    public string? OrderId { get; init; }

    /// <summary>A problem with one member of the request.</summary>
    public static Problem Of(int status, string code, string detail, string param)
        => new(status, code, detail) { Errors = [new(param, code, detail)] };

    /// <summary>The body is larger than is read.</summary>
    public static Problem BodyTooLarge()
        => new(StatusCodes.Status413PayloadTooLarge, ProblemCodes.BodyTooLarge, $"The body is larger than {MaxBodyBytes} bytes.");

    /// <summary>The cluster cannot do it now.</summary>
    public static Problem Busy(string detail, int retryAfter = 1)
        => new(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Unavailable, detail) { RetryAfter = retryAfter };
}
