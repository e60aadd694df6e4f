using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Payments.Sandbox.Cards;

namespace Marketplace.Payments.Sandbox.Tests;

/// <summary>What a gateway does, wherever it is.</summary>
public abstract class GatewayContract(GatewayFixture fixture) : IAsyncDisposable
{
    private static readonly Money Price = new(12.34m, "EUR");

    /// <summary>What a caller sees of an answer that is lost.</summary>
    protected abstract Type LostAnswer { get; }

    public async ValueTask DisposeAsync()
    {
        await fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_capture_is_in_the_books_after_the_gateway_is_opened_again()
    {
        var answer = await Capture(await fixture.OpenAsync(), "order-1", TestCards.Approved);

        var found = await (await fixture.OpenAsync()).FindAsync("order-1");

        Assert.Equal(PaymentState.Captured, answer.State);
        Assert.Equal(new PaymentRecord(PaymentState.Captured, Price, null), found);
    }

    [Fact]
    public async Task A_repeated_capture_takes_the_money_once()
    {
        var gateway = await fixture.OpenAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Capture(gateway, "order-1", TestCards.Approved)));

        Assert.All(answers, answer => Assert.Equal(PaymentState.Captured, answer.State));
        Assert.Single(await KeysAsync(gateway.BooksAsync()));
    }

    [Fact]
    public async Task A_decline_is_remembered_when_another_card_is_tried_under_the_same_reference()
    {
        var gateway = await fixture.OpenAsync();
        Assert.Equal(PaymentState.Declined, (await Capture(gateway, "order-1", TestCards.Declined)).State);
        Assert.Equal(PaymentState.Declined, (await Capture(gateway, "order-1", TestCards.Approved)).State);
    }

    [Fact]
    public async Task A_void_of_a_reference_nobody_knows_refuses_the_capture_that_comes_later()
    {
        var gateway = await fixture.OpenAsync();
        Assert.Equal(PaymentState.Voided, (await gateway.VoidAsync("order-1")).State);
        Assert.Equal(PaymentState.Voided, (await Capture(await fixture.OpenAsync(), "order-1", TestCards.Approved)).State);
    }

    [Fact]
    public async Task Parts_are_repaid_once_each_and_never_more_than_was_taken()
    {
        var gateway = await fixture.OpenAsync();
        await Capture(gateway, "order-1", TestCards.Approved);
        var part = new RefundRequest("order-1", "part-1", new Money(10m, "EUR"));

        var answers = await Task.WhenAll(gateway.RefundAsync(part), gateway.RefundAsync(part));

        Assert.All(answers, answer => Assert.Equal(part.Amount, answer.Refunded));
        var again = await fixture.OpenAsync();
        Assert.Equal(part.Amount, (await again.RefundAsync(part)).Refunded);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => again.RefundAsync(part with { RefundId = "part-2", Amount = new Money(2.35m, "EUR") }));
        Assert.Equal(Price, (await again.RefundAsync(part with { RefundId = "part-2", Amount = new Money(2.34m, "EUR") })).Refunded);
    }

    [Fact]
    public async Task Nothing_is_repaid_of_what_was_not_taken()
    {
        var gateway = await fixture.OpenAsync();
        await Capture(gateway, "order-1", TestCards.Declined);
        await Assert.ThrowsAsync<InvalidOperationException>(() => gateway.RefundAsync(new RefundRequest("order-1", "part-1", Price)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => gateway.RefundAsync(new RefundRequest("order-2", "part-1", Price)));
    }

    [Fact]
    public async Task A_void_repays_what_was_taken_and_does_so_once()
    {
        var gateway = await fixture.OpenAsync();
        await Capture(gateway, "order-1", TestCards.Approved);

        var answers = await Task.WhenAll(gateway.VoidAsync("order-1"), gateway.VoidAsync("order-1"));

        Assert.All(answers, answer => Assert.Equal(new PaymentRecord(PaymentState.Repaid, Price, null), answer));
    }

    [Theory]
    [InlineData(TestCards.SettlesLate, PaymentState.Captured)]
    [InlineData(TestCards.DeclinesLate, PaymentState.Declined)]
    public async Task A_pending_payment_is_decided_later_and_stays_so(string card, PaymentState expected)
    {
        var gateway = await fixture.OpenAsync();
        Assert.Equal(PaymentState.Pending, (await Capture(gateway, "order-1", card)).State);
        Assert.Equal(PaymentState.Pending, (await gateway.FindAsync("order-1")).State);

        fixture.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(expected, (await gateway.FindAsync("order-1")).State);
        Assert.Equal(expected, (await (await fixture.OpenAsync()).FindAsync("order-1")).State);
    }

    [Fact]
    public async Task A_pending_payment_that_is_voided_is_never_taken()
    {
        var gateway = await fixture.OpenAsync();
        await Capture(gateway, "order-1", TestCards.SettlesLate);
        await gateway.VoidAsync("order-1");

        fixture.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(PaymentState.Voided, (await gateway.FindAsync("order-1")).State);
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_money_taken()
    {
        var gateway = await fixture.OpenAsync();
        await Assert.ThrowsAsync(LostAnswer, () => Capture(gateway, "order-1", TestCards.AnswerLost));
        Assert.Equal(PaymentState.Captured, (await gateway.FindAsync("order-1")).State);
    }

    [Fact]
    public async Task A_slow_card_is_answered_when_its_time_has_come()
    {
        var capture = Capture(await fixture.OpenAsync(), "order-1", TestCards.Slow);
        while (!capture.IsCompleted)
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(PaymentState.Captured, (await capture).State);
    }

    [Fact]
    public async Task The_books_are_read_by_prefix()
    {
        var gateway = await fixture.OpenAsync();
        foreach (var reference in new[] { "om:0.0:a", "om:0.0:b", "om:0.1:a", "ord_a" })
            await Capture(gateway, reference, TestCards.Approved);

        Assert.Equal(["om:0.0:a", "om:0.0:b"], await KeysAsync(gateway.BooksAsync("om:0.0:")));
        Assert.Equal(4, (await KeysAsync(gateway.BooksAsync())).Count);
    }

    [Fact]
    public async Task The_books_are_those_of_the_moment_when_their_reading_began()
    {
        var gateway = await fixture.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 1_200).Select(number => Capture(gateway, $"order-{number:0000}", TestCards.Approved)));
        var expected = await KeysAsync(gateway.BooksAsync());

        var read = new List<string>();
        await foreach (var (reference, record) in gateway.BooksAsync())
        {
            if (read.Count == 0)
            {
                await Capture(gateway, "order-9999", TestCards.Approved);
                await gateway.VoidAsync("order-1199");
            }

            Assert.Equal(PaymentState.Captured, record.State);
            read.Add(reference);
        }

        Assert.Equal(1_200, read.Count);
        Assert.Equal(expected, read);
    }

    [Fact]
    public async Task A_reference_that_nobody_has_heard_of_is_unknown()
        => Assert.Equal(new PaymentRecord(PaymentState.Unknown, null, null), await (await fixture.OpenAsync()).FindAsync("order-1"));

    [Fact]
    public async Task A_card_that_makes_no_sense_is_refused_with_a_sentence()
    {
        var gateway = await fixture.OpenAsync();

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => gateway.TokenizeAsync(new Card("4242", "A. Buyer", "1230", "123", null)));

        Assert.StartsWith("A card's number has 12 to 20 digits.", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<PaymentRecord> Capture(ISandboxGateway gateway, string reference, string number)
    {
        var token = await gateway.TokenizeAsync(new Card(number, "A. Buyer", "1230", "123", null));
        return await gateway.CaptureAsync(new CaptureRequest(reference, Price, "card", token.Token, 1));
    }

    private static async Task<List<string>> KeysAsync(IAsyncEnumerable<KeyValuePair<string, PaymentRecord>> books)
        => await books.Select(entry => entry.Key).ToListAsync();
}
