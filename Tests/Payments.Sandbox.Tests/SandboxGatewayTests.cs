using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Payments.Sandbox.Tests;

/// <summary>The gateway in a process.</summary>
public sealed class SandboxGatewayTests() : GatewayContract(new GatewayInProcess())
{
    protected override Type LostAnswer => typeof(TimeoutException);

    [Fact]
    public async Task Books_that_are_closed_under_their_reader_say_so()
    {
        await using var fixture = new GatewayInProcess();
        var gateway = await fixture.OpenAsync();
        foreach (var reference in (string[])["order-1", "order-2"])
            await gateway.CaptureAsync(new CaptureRequest(reference, new Money(1m, "EUR"), "card", "tok", 1));
        await using var reading = gateway.BooksAsync().GetAsyncEnumerator();
        Assert.True(await reading.MoveNextAsync());

        await fixture.OpenAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await reading.MoveNextAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await gateway.BooksAsync().CountAsync());
    }
}
