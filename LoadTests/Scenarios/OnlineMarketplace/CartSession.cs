using Marketplace.LoadTests.Http;
using Marketplace.LoadTests.Injection;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>
/// A customer's session: put one to ten items into the cart, then check out or leave. The checkout alone is the transaction.
/// </summary>
/// <remarks>
/// The rules are the benchmark's: answers to additions do not matter; a checkout that is answered with an error is sent again, the
/// same, until it was sent three times, and the cart lives on after that; the cart is emptied when the customer leaves
/// and when there was no answer. Not thread-safe.
/// </remarks>
internal sealed class CartSession(
    HttpUser http, TimeProvider time, Routes routes, Catalogue catalogue, IdleCustomers customers, CheckoutLedger ledger, int maximumItems)
{
    private const int Attempts = 3;
    private const int NotAtItsEnd = 202;

    private readonly CartLine[] _lines = new CartLine[maximumItems];
    private readonly List<OrderedItem> _added = new(maximumItems);

    public async ValueTask RunAsync(Iteration iteration, IterationRandom random, bool checksOut)
    {
        var began = time.GetTimestamp();
        var count = CartPlanner.Plan(catalogue, _lines, ref random);
        var payment = Payment.Next(ref random);
        var seat = customers.Take();
        try
        {
            var wasEmpty = seat.CartIsEmpty;
            seat.CartIsEmpty = false;

            // An addition of which nothing is known may yet come, into the cart of the next session too.
            var isCertain = await FillAsync(iteration, seat, count);
            if (!checksOut)
            {
                await SealAsync(iteration, seat);
                return;
            }
            var last = await CheckOutAsync(iteration, seat, payment, isExact: wasEmpty && isCertain);
            seat.CartIsEmpty &= isCertain;
            var session = time.GetElapsedTime(began);
            iteration.Record(Operations.Session, last with { Elapsed = session }, session);
        }
        finally
        {
            customers.Return(seat);
        }
    }

    // Returns whether it is certain what the additions did.
    private async ValueTask<bool> FillAsync(Iteration iteration, CustomerSeat seat, int count)
    {
        _added.Clear();
        var isCertain = true;
        for (var index = 0; index < count; index++)
        {
            var line = _lines[index];
            var reply = await http.SendAsync(
                HttpMethod.Patch, routes.Add(seat.Customer.Id), http.Body.Write(line, CartBodies.WriteItem));
            iteration.Record(Operations.Add, reply);
            isCertain &= reply.Outcome != Outcome.Failed;
            if (reply.Outcome == Outcome.Accepted)
                _added.Add(new OrderedItem(line.Item.Loaded.SellerId, line.Item.Loaded.ProductId, line.Quantity));
        }
        return isCertain;
    }

    private async ValueTask<Reply> CheckOutAsync(Iteration iteration, CustomerSeat seat, Payment payment, bool isExact)
    {
        var body = http.Body.Write((seat.Customer, payment, iteration.Number), CartBodies.WriteCheckout);
        var started = time.GetTimestamp();
        var mayHaveHappened = false;
        Reply reply;
        for (var attempt = 1; ; attempt++)
        {
            reply = await http.SendAsync(HttpMethod.Post, routes.Checkout(seat.Customer.Id), body);
            mayHaveHappened |= reply.Outcome == Outcome.Failed;
            if (reply.Outcome == Outcome.Accepted || reply.IsUnanswered || attempt == Attempts) break;
            iteration.Recorder.CountRetry(Operations.Checkout, reply.Outcome);
        }
        iteration.Record(Operations.Checkout, reply, time.GetElapsedTime(started));

        if (reply.Status == NotAtItsEnd)
        {
            // It may be paid, or end otherwise and give its items back to the cart.
            ledger.CountUnknown();
            return reply;
        }

        if (reply.Outcome == Outcome.Accepted)
        {
            seat.CartIsEmpty = true;
            ledger.Acknowledge(new AcknowledgedCheckout(iteration.Number, seat.Customer.Id, [.. _added], isExact));
            return reply;
        }
        if (mayHaveHappened) ledger.CountUnknown();
        if (reply.IsUnanswered) await SealAsync(iteration, seat);
        return reply;
    }

    private async ValueTask SealAsync(Iteration iteration, CustomerSeat seat)
    {
        var reply = await http.SendAsync(HttpMethod.Patch, routes.Seal(seat.Customer.Id), null);
        iteration.Record(Operations.Seal, reply);
        seat.CartIsEmpty = reply.Outcome == Outcome.Accepted;
    }
}
