using CsCheck;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Payments.Sandbox.Tests.Client;

/// <summary>References and amounts reach the service and come back as they are, to the last digit.</summary>
public sealed class ExactnessTests : IAsyncDisposable
{
    private static readonly Gen<string> References = Gen.Char.Where(c => !char.IsSurrogate(c)).Array[1, 60].Select(chars => new string(chars));

    private static readonly Gen<Money> Amounts = Gen.Select(
        Gen.Int, Gen.Int, Gen.Int, Gen.Int[0, 28], Gen.OneOf(Gen.Const("EUR"), Gen.Const("JPY"), Gen.Const("KWD")),
        (low, middle, high, scale, currency) => new Money(new decimal(low, middle, high, false, (byte)scale), currency));

    private readonly GatewayService _service = new();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task They_travel_exactly()
    {
        var gateway = await _service.OpenAsync();
        await Gen.Select(References, Amounts).SampleAsync(
            async (reference, amount) =>
            {
                var first = await gateway.FindAsync(reference);
                var taken = await gateway.CaptureAsync(new CaptureRequest(reference, amount, "card", "tok", 1));
                var found = await gateway.FindAsync(reference);
                var entry = await gateway.BooksAsync(reference).FirstAsync();

                Assert.Equal(taken, found);
                Assert.Equal((reference, taken), (entry.Key, entry.Value));
                if (first.State == PaymentState.Unknown)
                    Assert.Equal(decimal.GetBits(amount.Amount), decimal.GetBits(found.Amount!.Value.Amount));
            },
            iter: 300,
            threads: 4);
    }
}
