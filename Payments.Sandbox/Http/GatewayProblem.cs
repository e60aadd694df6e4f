using System.Net;

namespace Marketplace.Payments.Sandbox.Http;

/// <summary>Why the service does not do what it is asked: <c>application/problem+json</c> (RFC 9457).</summary>
/// <param name="Type">A URN that ends with the code.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">A sentence for people. It holds nothing of a card.</param>
/// <param name="Code">What clients branch on.</param>
internal sealed record GatewayProblem(string Type, string Title, int Status, string Detail, string Code)
{
    public const string MediaType = "application/problem+json";

    /// <summary>The code of what makes no sense (422).</summary>
    public const string Invalid = "invalid";

    /// <summary>The code of what is refused for what is in the books (409).</summary>
    public const string Refused = "refused";

    public static GatewayProblem Of(HttpStatusCode status, string code, string detail)
        => new($"urn:marketplace:payment:{code}", Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase((int)status), (int)status, detail, code);
}
