using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Payments.Sandbox.Http;

namespace Marketplace.Payments.Sandbox.Client;

/// <summary>
/// The sandbox gateway that is a service of its own. What it refuses comes as the contract says; everything else that goes wrong is a
/// <see cref="TimeoutException"/> or an <see cref="HttpRequestException"/>, and leaves open what was done.
/// </summary>
internal sealed class SandboxGatewayClient(Uri service, TimeProvider time) : ISandboxGateway, IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    // Some cards are slow on purpose. Whoever captures has a limit of their own, and this is the longest that it can be.
    private static readonly TimeSpan CaptureWithin = TimeSpan.FromSeconds(20);

    private readonly GatewayConnection _connection = new(service, time);

    public Task<CardToken> TokenizeAsync(Card card, CancellationToken cancellationToken = default)
        => PostAsync(GatewayRoutes.Tokens, card, RequestJson.Default.Card, AnswerJson.Default.CardToken, AnswerWithin, cancellationToken);

    public Task<PaymentRecord> CaptureAsync(CaptureRequest request, CancellationToken cancellationToken = default)
        => PostAsync(GatewayRoutes.Captures, request, RequestJson.Default.CaptureRequest, AnswerJson.Default.PaymentRecord, CaptureWithin, cancellationToken);

    public Task<PaymentRecord> VoidAsync(string reference, CancellationToken cancellationToken = default)
        => PostAsync(
            GatewayRoutes.Voids, new ReferenceRequest(reference), RequestJson.Default.ReferenceRequest, AnswerJson.Default.PaymentRecord, AnswerWithin, cancellationToken);

    public Task<PaymentRecord> RefundAsync(RefundRequest request, CancellationToken cancellationToken = default)
        => PostAsync(GatewayRoutes.Refunds, request, RequestJson.Default.RefundRequest, AnswerJson.Default.PaymentRecord, AnswerWithin, cancellationToken);

    public Task<PaymentRecord> FindAsync(string reference, CancellationToken cancellationToken = default)
        => AskAsync(() => Get(GatewayRoutes.Payments, "reference", reference), AnswerJson.Default.PaymentRecord, AnswerWithin, cancellationToken);

    public async IAsyncEnumerable<KeyValuePair<string, PaymentRecord>> BooksAsync(
        string referencePrefix = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // One answer, which the service reads from one snapshot: pages would each be of a moment of their own.
        using var call = new GatewayCall(AnswerWithin, time, cancellationToken);
        using var response = await call.RunAsync(ended => _connection.SendAsync(
            () => Get(GatewayRoutes.Books, "prefix", referencePrefix), HttpCompletionOption.ResponseHeadersRead, ended));
        if (response.StatusCode != HttpStatusCode.OK)
            throw await call.RunAsync(ended => GatewayAnswers.RefusalAsync(response, ended));
        await using var stream = await response.Content.ReadAsStreamAsync(call.Token);
        await using var entries = JsonSerializer.DeserializeAsyncEnumerable(stream, AnswerJson.Default.BookEntry, call.Token).GetAsyncEnumerator(call.Token);
        while (await call.RunAsync(_ => entries.MoveNextAsync()))
        {
            call.GoOn();
            var entry = entries.Current ?? throw new HttpRequestException("The payment gateway's answer cannot be read.");
            yield return KeyValuePair.Create(entry.Reference, entry.Record);
        }
    }

    public void Dispose() => _connection.Dispose();

    private Task<TAnswer> PostAsync<TRequest, TAnswer>(
        string path, TRequest request, JsonTypeInfo<TRequest> json, JsonTypeInfo<TAnswer> answer, TimeSpan within, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, json);
        return AskAsync(Post, answer, within, cancellationToken);

        HttpRequestMessage Post() => new(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
    }

    private async Task<TAnswer> AskAsync<TAnswer>(
        Func<HttpRequestMessage> make, JsonTypeInfo<TAnswer> answer, TimeSpan within, CancellationToken cancellationToken)
    {
        using var call = new GatewayCall(within, time, cancellationToken);
        return await call.RunAsync(async ended =>
        {
            using var response = await _connection.SendAsync(make, HttpCompletionOption.ResponseContentRead, ended);
            return await GatewayAnswers.ReadAsync(response, answer, ended);
        });
    }

    private static HttpRequestMessage Get(string path, string name, string value)
        => new(HttpMethod.Get, $"{path}?{name}={Uri.EscapeDataString(value)}");
}
