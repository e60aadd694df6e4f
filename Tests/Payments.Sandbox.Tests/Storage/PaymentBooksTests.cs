using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Payments.Sandbox.Storage;

namespace Marketplace.Payments.Sandbox.Tests.Storage;

public sealed class PaymentBooksTests : IDisposable
{
    private static readonly StoredPayment Captured = new(PaymentState.Captured, new Money(12.34m, "EUR"));

    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox-books-").FullName;
    private readonly PaymentBooks _books;

    public PaymentBooksTests() => _books = new(_folder);

    public void Dispose()
    {
        _books.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_decision_that_fails_costs_only_itself()
    {
        var changes = Enumerable.Range(0, 100)
            .Select(number => _books.ChangeAsync($"order-{number}", _ => number % 10 == 3 ? throw new NotSupportedException("It is a defect.") : Captured))
            .ToArray();

        for (var number = 0; number < changes.Length; number++)
        {
            var change = changes[number];
            if (number % 10 == 3)
                await Assert.ThrowsAsync<NotSupportedException>(() => change);
            else
                Assert.Equal(Captured, await change);
        }

        Assert.Equal(90, _books.Scan("").Count());
        Assert.Null(_books.Find("order-3"));
        await _books.CheckAsync();
    }
}
