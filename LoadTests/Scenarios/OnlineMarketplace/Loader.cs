using System.Text.Json;
using Marketplace.LoadTests.Http;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>Brings the server to the state that a run starts from.</summary>
internal sealed class Loader(HttpTarget target, Routes routes, Catalogue catalogue, OnlineMarketplaceOptions options)
{
    private const int ConnectionsPerKind = 8;
    private const int Attempts = 10;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Empties the server and posts sellers, customers, products and stock, all four at the same time; or, when a reset is asked for,
    /// only resets what is there.
    /// </summary>
    /// <exception cref="ScenarioException">The server refuses or does not answer.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        using var user = new HttpUser(target);
        await SendAsync(user, HttpMethod.Patch, options.Reset ? routes.Reset : routes.Cleanup, null, cancellationToken);
        if (options.Reset) return;
        var items = catalogue.Items;
        await Task.WhenAll(
            PostAsync(routes.Seller, options.Sellers, index => Dataset.Seller(options.Seed, index + 1), LoadingBodies.WriteSeller, cancellationToken),
            PostAsync(routes.Customer, options.Customers, index => Dataset.Customer(options.Seed, index + 1), LoadingBodies.WriteCustomer, cancellationToken),
            PostAsync(routes.Product, items.Count, index => items[index].Loaded, ProductBodies.WriteProduct, cancellationToken),
            PostAsync(routes.Stock, items.Count, index => items[index].Loaded, LoadingBodies.WriteStock, cancellationToken));
    }

    private Task PostAsync<T>(Uri uri, int count, Func<int, T> make, Action<Utf8JsonWriter, T> write, CancellationToken cancellationToken)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, ConnectionsPerKind).Select(_ => Task.Run(WorkAsync, cancellationToken)));

        async Task WorkAsync()
        {
            using var user = new HttpUser(target);
            for (var index = Interlocked.Increment(ref next); index < count; index = Interlocked.Increment(ref next))
                await SendAsync(user, HttpMethod.Post, uri, user.Body.Write(make(index), write), cancellationToken);
        }
    }

    // Loading is idempotent, so what fails is sent again: the server may be starting, or ask for patience.
    private async Task SendAsync(HttpUser user, HttpMethod method, Uri uri, JsonBody? body, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var reply = await user.SendAsync(method, uri, body);
            if (reply.Outcome == Outcome.Accepted) return;
            if (reply.Outcome == Outcome.Rejected || attempt == Attempts)
            {
                var answer = reply.IsUnanswered ? $"was not answered ({reply.Error})" : $"was answered {reply.Status}";
                throw new ScenarioException($"{method} {uri} {answer}, so the run cannot start.");
            }
            await Task.Delay(PauseAfterFailure, target.Time, cancellationToken);
        }
    }
}
