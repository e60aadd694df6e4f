using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Marketplace.Payments.Sandbox.Http;

namespace Marketplace.Payments.Sandbox.Client;

/// <summary>What the service's answers mean.</summary>
internal static class GatewayAnswers
{
    /// <exception cref="ArgumentException">What was asked makes no sense.</exception>
    /// <exception cref="InvalidOperationException">What is in the books forbids it.</exception>
    /// <exception cref="HttpRequestException">It is neither an answer nor a refusal.</exception>
    /// <exception cref="JsonException">It cannot be read.</exception>
    public static async ValueTask<TAnswer> ReadAsync<TAnswer>(HttpResponseMessage response, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            throw await RefusalAsync(response, cancellationToken);
        return JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancellationToken), answer)
            ?? throw new JsonException("There is no answer.");
    }

    /// <summary>What anything else than 200 means. A refusal is one only where the service itself says so.</summary>
    public static async ValueTask<Exception> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = response.StatusCode;
        if (response.Content.Headers.ContentType?.MediaType != GatewayProblem.MediaType)
            return new HttpRequestException($"The payment gateway answered {(int)status}.", null, status);
        var problem = JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancellationToken), AnswerJson.Default.GatewayProblem)
            ?? throw new JsonException("There is no answer.");
        return (status, problem.Code) switch
        {
            (HttpStatusCode.UnprocessableEntity, GatewayProblem.Invalid) => new ArgumentException(problem.Detail),
            (HttpStatusCode.Conflict, GatewayProblem.Refused) => new InvalidOperationException(problem.Detail),
            _ => new HttpRequestException($"The payment gateway answered {(int)status}: {problem.Detail}", null, status),
        };
    }
}
